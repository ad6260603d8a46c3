package org.stackdeck;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.identity.Caller;
import org.stackdeck.ui.ViewModel;

/** What no module may lean on. That they lean on each other as they may is Modulith's to verify. */
class ArchitectureTests {

    private static final JavaClasses CONSOLE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // What Spring's AOT processing made of them
            .withImportOption(place -> !place.contains("__"))
            .importPackages("org.stackdeck");

    private static final DescribedPredicate<JavaClass> VAADIN = resideInAPackage("com.vaadin..");
    private static final DescribedPredicate<JavaClass> OPENSTACK4J = resideInAPackage("org.openstack4j..");
    private static final DescribedPredicate<JavaClass> RABBITMQ =
            resideInAnyPackage("com.rabbitmq..", "org.springframework.amqp..");
    private static final DescribedPredicate<JavaClass> SIMULATOR = resideInAPackage("org.stackdeck.simulator..");

    /** With what is nested in it. */
    private static final DescribedPredicate<JavaClass> VIEW_MODEL = DescribedPredicate.describe(
            "marked as view models",
            type -> type.isAnnotatedWith(ViewModel.class)
                    || type.getEnclosingClass()
                            .filter(outer -> outer.isAnnotatedWith(ViewModel.class))
                            .isPresent());

    @Test
    void onlyThePagesKnowVaadin() {
        DescribedPredicate<JavaClass> pages =
                resideInAPackage("org.stackdeck.ui..").or(equivalentTo(StackdeckApplication.class));

        isUsed(VAADIN, pages);
        check(noClasses().that(DescribedPredicate.not(pages)).should().dependOnClassesThat(VAADIN));
    }

    @Test
    void onlyTheAdapterKnowsOpenstack4j() {
        DescribedPredicate<JavaClass> adapter = resideInAPackage("org.stackdeck.cloud.openstack..");

        isUsed(OPENSTACK4J, adapter);
        check(noClasses().that(DescribedPredicate.not(adapter)).should().dependOnClassesThat(OPENSTACK4J));
    }

    @Test
    void onlyTheListenerKnowsRabbitmq() {
        DescribedPredicate<JavaClass> listener = resideInAPackage("org.stackdeck.cloud.notifications..");

        isUsed(RABBITMQ, listener);
        check(noClasses().that(DescribedPredicate.not(listener)).should().dependOnClassesThat(RABBITMQ));
    }

    @Test
    void nobodyKnowsTheSimulator() {
        isUsed(SIMULATOR, SIMULATOR);
        check(noClasses().that(DescribedPredicate.not(SIMULATOR)).should().dependOnClassesThat(SIMULATOR));
    }

    @Test
    void viewModelsKnowNoComponent() {
        assertThat(CONSOLE.stream().filter(VIEW_MODEL)).isNotEmpty();
        check(classes().that(VIEW_MODEL).should().onlyDependOnClassesThat(DescribedPredicate.not(VAADIN)));
    }

    @Test
    void nothingBelowThePagesKnowsThemOrTheRestInterface() {
        check(noClasses()
                .that(resideInAnyPackage(
                        "org.stackdeck.identity..",
                        "org.stackdeck.cloud..",
                        "org.stackdeck.access..",
                        "org.stackdeck.inventory..",
                        "org.stackdeck.operations..",
                        "org.stackdeck.requests..",
                        "org.stackdeck.audit.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.stackdeck.ui..", "org.stackdeck.api..", "org.springframework.web.bind..")));
    }

    /** So that nothing is asked in the name of somebody who is only looked at, or written about. */
    @Test
    void aCallerIsMadeOnlyWhereSomeoneProvedWhoTheyAre() {
        DescribedPredicate<JavaClass> proof = resideInAPackage("org.stackdeck.identity")
                .or(equivalentTo(Caller.class))
                .or(DescribedPredicate.describe(
                        "that know who is signed in",
                        type -> Set.of("CurrentUser", "SignOut", "ApiCaller").contains(type.getSimpleName())));

        check(noClasses()
                .that(DescribedPredicate.not(proof))
                .should()
                .callConstructorWhere(target(owner(equivalentTo(Caller.class)))));
    }

    private static void check(ArchRule rule) {
        rule.check(CONSOLE);
    }

    /** So that a rule which found nothing to forbid, since the package has another name, does not pass for kept. */
    private static void isUsed(DescribedPredicate<JavaClass> used, DescribedPredicate<JavaClass> by) {
        assertThat(CONSOLE.stream()
                        .filter(by)
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .anyMatch(dependency -> used.test(dependency.getTargetClass())))
                .as("%s uses %s", by.getDescription(), used.getDescription())
                .isTrue();
    }
}
