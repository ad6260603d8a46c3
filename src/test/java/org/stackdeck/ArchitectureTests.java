package org.stackdeck;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.secret.EncryptedColumn;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.ui.ViewLogic;

/** Checks rules of the architecture that Spring Modulith does not verify. */
class ArchitectureTests {

    private static final JavaClasses CONSOLE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Excludes the classes that Spring's AOT processing generates.
            .withImportOption(place -> !place.contains("__"))
            .importPackages("org.stackdeck");

    private static final DescribedPredicate<JavaClass> VAADIN = resideInAPackage("com.vaadin..");
    private static final DescribedPredicate<JavaClass> OPENSTACK4J = resideInAPackage("org.openstack4j..");
    private static final DescribedPredicate<JavaClass> RABBITMQ =
            resideInAnyPackage("com.rabbitmq..", "org.springframework.amqp..");
    private static final DescribedPredicate<JavaClass> SIMULATOR = resideInAPackage("org.stackdeck.simulator..");

    /** Matches view models and the classes directly nested in them. */
    private static final DescribedPredicate<JavaClass> VIEW_MODEL = DescribedPredicate.describe(
            "marked as view models",
            type -> type.isAnnotatedWith(ViewLogic.class)
                    || type.getEnclosingClass()
                            .filter(outer -> outer.isAnnotatedWith(ViewLogic.class))
                            .isPresent());

    @Test
    void onlyUiDependsOnVaadin() {
        DescribedPredicate<JavaClass> pages = resideInAPackage("org.stackdeck.ui..");

        isUsed(VAADIN, pages);
        check(noClasses().that(DescribedPredicate.not(pages)).should().dependOnClassesThat(VAADIN));
    }

    @Test
    void onlyTheAdapterDependsOnOpenstack4j() {
        DescribedPredicate<JavaClass> adapter = resideInAPackage("org.stackdeck.cloud.openstack..");

        isUsed(OPENSTACK4J, adapter);
        check(noClasses().that(DescribedPredicate.not(adapter)).should().dependOnClassesThat(OPENSTACK4J));
    }

    @Test
    void onlyTheListenerDependsOnRabbitmq() {
        DescribedPredicate<JavaClass> listener = resideInAPackage("org.stackdeck.cloud.notifications..");

        isUsed(RABBITMQ, listener);
        check(noClasses().that(DescribedPredicate.not(listener)).should().dependOnClassesThat(RABBITMQ));
    }

    @Test
    void noModuleDependsOnTheSimulator() {
        isUsed(SIMULATOR, SIMULATOR);
        check(noClasses().that(DescribedPredicate.not(SIMULATOR)).should().dependOnClassesThat(SIMULATOR));
    }

    @Test
    void viewModelsDoNotDependOnComponents() {
        assertThat(CONSOLE.stream().filter(VIEW_MODEL)).isNotEmpty();
        check(classes().that(VIEW_MODEL).should().onlyDependOnClassesThat(DescribedPredicate.not(VAADIN)));
    }

    @Test
    void servicesDependNeitherOnUiNorOnTheRestApi() {
        check(noClasses()
                .that(resideInAnyPackage(
                        "org.stackdeck.identity..",
                        "org.stackdeck.cloud..",
                        "org.stackdeck.access..",
                        "org.stackdeck.inventory..",
                        "org.stackdeck.operations..",
                        "org.stackdeck.accessrequests..",
                        "org.stackdeck.audit.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.stackdeck.ui..", "org.stackdeck.api..", "org.springframework.web.bind..")));
    }

    /** Prevents code from acting as a user who has not authenticated the request. */
    @Test
    void callersAreCreatedOnlyAfterAuthentication() {
        DescribedPredicate<JavaClass> proof = resideInAPackage("org.stackdeck.identity..")
                .or(equivalentTo(Caller.class))
                .or(DescribedPredicate.describe(
                        "that know who is signed in",
                        type -> Set.of("CurrentUser", "SignOutHandler", "CallerArgumentResolver")
                                .contains(type.getSimpleName())));

        check(noClasses()
                .that(DescribedPredicate.not(proof))
                .should()
                .callConstructorWhere(target(owner(equivalentTo(Caller.class)))));
    }

    /** The key rotation command re-encrypts only columns that have an {@link EncryptedColumn}. */
    @Test
    void classesThatEncryptSecretsHaveAnEncryptedColumn() {
        assertThat(CONSOLE.stream()
                        .filter(type -> type.getMethodCallsFromSelf().stream()
                                .map(JavaMethodCall::getTarget)
                                .anyMatch(target -> target.getOwner().isEquivalentTo(SecretBox.class)
                                        && target.getName().equals("seal")))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "ActionRequestSerializer",
                        "CloudConnectionRepository",
                        "EncryptedColumn",
                        "GeneratedPasswordRepository",
                        "IdempotentRequestRepository",
                        "MailOutbox",
                        "SharedSecretRepository",
                        "TotpEnrollmentService",
                        // The encrypted values of the next class are in cookies, not in the database.
                        "KnownBrowserTokenService",
                        "WebhookOutbox",
                        "WebhookRepository");
    }

    /**
     * By default, Caffeine evicts entries on the common pool, which has one thread on two processors. An eviction waits
     * for loads of the same cache, from a cloud or from the database. Meanwhile, the common pool could not complete the
     * responses of any cloud.
     */
    @Test
    void cachesDoNotUseTheCommonPool() {
        List<JavaClass> caches = CONSOLE.stream()
                .filter(type -> countCaffeineCalls(type, "newBuilder") > 0)
                .toList();

        assertThat(caches)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(countCaffeineCalls(type, "executor"))
                        .as("caches of %s with an executor", type.getName())
                        .isEqualTo(countCaffeineCalls(type, "newBuilder")));
    }

    private static long countCaffeineCalls(JavaClass type, String method) {
        return type.getMethodCallsFromSelf().stream()
                .map(JavaMethodCall::getTarget)
                .filter(target -> target.getOwner().isEquivalentTo(Caffeine.class)
                        && target.getName().equals(method))
                .count();
    }

    private static void check(ArchRule rule) {
        rule.check(CONSOLE);
    }

    /**
     * Fails if no class that matches {@code by} uses {@code used}. Otherwise, a rule would have no effect after a
     * package is renamed.
     */
    private static void isUsed(DescribedPredicate<JavaClass> used, DescribedPredicate<JavaClass> by) {
        assertThat(CONSOLE.stream()
                        .filter(by)
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .anyMatch(dependency -> used.test(dependency.getTargetClass())))
                .as("%s uses %s", by.getDescription(), used.getDescription())
                .isTrue();
    }
}
