package org.stackdeck.launchtemplates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.keypair.TestPublicKeys;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.FakeGroupService;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.identity.session.FakeLoginSessionService;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.identity.signin.AttemptLimitProperties;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.launchtemplates.LaunchTemplateException.Reason;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.FakeLaunchService;

@DatabaseTest
@Import({
    DefaultLaunchTemplateService.class,
    LaunchTemplateRepository.class,
    LaunchTemplateAuthorizer.class,
    FakeAuditTrail.class,
    AttemptThrottle.class,
    FakeLoginSessionService.class,
    LaunchTemplateServiceTests.Around.class
})
@EnableConfigurationProperties(AttemptLimitProperties.class)
class LaunchTemplateServiceTests {

    private static final LaunchTemplateVisibility NOBODY = new LaunchTemplateVisibility.OwnerOnly();
    private static final LaunchTemplateVisibility EVERYONE = new LaunchTemplateVisibility.AllUsers();
    private static final NewServer WEB = new NewServer(
            "web",
            new BootSource.ImageSource("i-1", new RootVolume(10, true)),
            "f-1",
            List.of(new Nic.NetworkNic("n-1")),
            null,
            List.of("g-1"),
            "nova",
            "sg-1",
            null,
            Set.of("blue", "grün"),
            Map.of("role", "web"),
            "of a test");

    /** Creates the dependencies in memory. Not annotated, so that component scans ignore it. */
    static class Around {

        @Bean
        FakeAccessDecisionService accessDecisionService(Clock clock) {
            return new FakeAccessDecisionService(clock);
        }

        @Bean
        FakeUserDirectory userDirectory() {
            return new FakeUserDirectory();
        }

        @Bean
        FakeGroupService groupService(FakeUserDirectory directory) {
            return new FakeGroupService(directory);
        }

        @Bean
        FakeLaunchService launchService(FakeAccessDecisionService fakeAccessDecisionService, Clock clock) {
            return new FakeLaunchService(
                    fakeAccessDecisionService,
                    new FakeInventory(fakeAccessDecisionService),
                    new FakeClouds(new FakeCompute(ServerBuilder.STAFF, ServerBuilder.RESEARCH)),
                    clock);
        }
    }

    @Autowired
    LaunchTemplateService launchTemplates;

    @Autowired
    FakeAccessDecisionService access;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeGroupService groups;

    @Autowired
    FakeAuditTrail audit;

    @Autowired
    JdbcClient database;

    @Test
    void privateTemplateIsStoredCompletelyAndHiddenFromOthers() {
        Caller mia = manager();

        LaunchTemplate made = create(mia, "Web", NOBODY);

        assertThat(own(mia)).containsExactly(made);
        assertThat(launchTemplates.find(mia, made.id())).contains(made);
        assertThat(made.server()).isEqualTo(WEB);
        Caller other = manager();
        assertThat(launchTemplates.list(other)).doesNotContain(made);
        assertThat(launchTemplates.find(other, made.id())).isEmpty();
        assertReason(Reason.UNKNOWN, () -> launchTemplates.delete(other, made.id()));
        assertReason(
                Reason.UNKNOWN,
                () -> launchTemplates.update(other, made.id(), new LaunchTemplateName("x"), WEB, EVERYONE));
    }

    @Test
    void nothingChangesIfTheSessionHasEnded() {
        Caller mia = manager();
        LaunchTemplate made = create(mia, "Web", NOBODY);
        Caller ended =
                new Caller(mia.userId(), mia.userName(), mia.source(), mia.channel(), new SessionId(UUID.randomUUID()));

        assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> create(ended, "Other", NOBODY));
        assertThatExceptionOfType(SessionEndedException.class)
                .isThrownBy(() -> launchTemplates.delete(ended, made.id()));
        assertThat(own(mia)).containsExactly(made);
    }

    @Test
    void concurrentCreationDoesNotExceedTheLimit() throws InterruptedException {
        Caller mia = manager();
        for (int i = 0; i < LaunchTemplateService.MAX_PER_USER - 1; i++) {
            create(mia, "recipe " + i, NOBODY);
        }
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try {
                        create(mia, "last " + i, NOBODY);
                    } catch (LaunchTemplateException e) {
                        // All calls except one are expected to fail.
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(own(mia)).hasSize(LaunchTemplateService.MAX_PER_USER);
    }

    @Test
    void keyPairAndUserDataAreNotStored() {
        Caller mia = manager();
        NewServer secret = new NewServer(
                "web",
                WEB.source(),
                "f-1",
                List.of(),
                TestPublicKeys.ed25519(),
                List.of(),
                null,
                null,
                "#cloud-config hunter2",
                Set.of(),
                Map.of(),
                null);

        LaunchTemplate made = launchTemplates.create(
                mia, new LaunchTemplateName("a"), ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), secret, EVERYONE);
        launchTemplates.update(mia, made.id(), new LaunchTemplateName("b"), secret, EVERYONE);

        LaunchTemplate kept = launchTemplates.find(mia, made.id()).orElseThrow();
        assertThat(kept.server().key()).isNull();
        assertThat(kept.server().userData()).isNull();
        assertThat(database.sql("select server from recipe where id = ?")
                        .param(made.id().toString())
                        .query(String.class)
                        .single())
                .contains("f-1")
                .doesNotContain("hunter2", "ssh-");
        assertThat(audit.entries().toString()).doesNotContain("hunter2");
    }

    @Test
    void templateSharedWithAllIsVisibleToUsersWhoMayLaunch() {
        LaunchTemplate made = create(manager(), "Web", EVERYONE);

        assertThat(launchTemplates.list(manager())).contains(made);
        assertThat(launchTemplates.list(operator())).doesNotContain(made);
        Caller elsewhere = member();
        access.grant(elsewhere.userId(), ServerBuilder.RESEARCH, Role.MANAGER, null);
        assertThat(launchTemplates.find(elsewhere, made.id())).isEmpty();
        Caller gone = manager();
        access.revokeAll(gone.userId());
        assertThat(launchTemplates.find(gone, made.id())).isEmpty();
        access.deactivate(gone.userId());
        assertThat(launchTemplates.find(gone, made.id())).isEmpty();
    }

    @Test
    void templateSharedWithAUserIsVisibleWhileTheyMayLaunch() {
        Caller ben = manager();
        LaunchTemplate made =
                create(manager(), "Web", new LaunchTemplateVisibility.SingleGrantee(Grantee.of(ben.userId())));

        assertThat(launchTemplates.find(ben, made.id())).contains(made);
        assertThat(launchTemplates.find(manager(), made.id())).isEmpty();
        access.revokeAll(ben.userId());
        assertThat(launchTemplates.find(ben, made.id())).isEmpty();
    }

    @Test
    void templateSharedWithAGroupIsVisibleToItsMembers() {
        Caller mia = manager();
        Caller ben = manager();
        GroupId group = group(mia, ben);
        LaunchTemplate made = create(mia, "Web", new LaunchTemplateVisibility.SingleGrantee(Grantee.of(group)));

        assertThat(launchTemplates.find(ben, made.id())).contains(made);
        assertThat(launchTemplates.find(manager(), made.id())).isEmpty();
        groups.setMembers(administrator(), group, Set.of(mia.userId()));
        assertThat(launchTemplates.find(ben, made.id())).isEmpty();
    }

    @Test
    void sharingWithUsersOrGroupsWithoutAccessIsRefused() {
        Caller mia = manager();
        LaunchTemplateVisibility operator =
                new LaunchTemplateVisibility.SingleGrantee(Grantee.of(operator().userId()));
        LaunchTemplateVisibility unknown =
                new LaunchTemplateVisibility.SingleGrantee(Grantee.of(FakeUserDirectory.idOf("nobody at all")));
        GroupId others = group(manager());

        for (LaunchTemplateVisibility launchTemplateVisibility :
                List.of(operator, unknown, new LaunchTemplateVisibility.SingleGrantee(Grantee.of(others)))) {
            assertReason(Reason.UNKNOWN_SHARE_TARGET, () -> create(mia, "Web", launchTemplateVisibility));
        }
        assertThat(own(mia)).isEmpty();
        assertThat(create(administrator(), "Web", new LaunchTemplateVisibility.SingleGrantee(Grantee.of(others)))
                        .sharing())
                .isEqualTo(new LaunchTemplateVisibility.SingleGrantee(Grantee.of(others)));
    }

    @Test
    void changeByAViewerIsRefusedAndAudited() {
        LaunchTemplate made = create(manager(), "Web", EVERYONE);
        Caller ben = manager();

        assertThat(launchTemplates.mayChange(ben, made)).isFalse();
        assertReason(
                Reason.NOT_OWNED,
                () -> launchTemplates.update(ben, made.id(), new LaunchTemplateName("mine"), WEB, EVERYONE));
        assertReason(Reason.NOT_OWNED, () -> launchTemplates.delete(ben, made.id()));

        assertThat(launchTemplates.find(ben, made.id())).contains(made);
        assertThat(audit.entries().stream()
                        .filter(entry -> made.id().toString().equals(entry.objectId()))
                        .map(entry -> entry.action() + " " + entry.result()))
                .containsExactly("recipe.create SUCCESS", "recipe.change REFUSED", "recipe.remove REFUSED");
    }

    @Test
    void ownerAndAdministratorsMayChangeAndDelete() {
        Caller mia = manager();
        LaunchTemplate made = create(mia, "Web", EVERYONE);

        LaunchTemplate changed =
                launchTemplates.update(mia, made.id(), new LaunchTemplateName("Web 2"), WEB.withName("other"), NOBODY);
        assertThat(changed.owner()).isEqualTo(mia.userId());
        assertThat(own(mia)).containsExactly(changed);
        Caller root = administrator();
        assertThat(launchTemplates.list(root)).contains(changed);
        LaunchTemplate byRoot = launchTemplates.update(root, made.id(), new LaunchTemplateName("Web 3"), WEB, NOBODY);
        assertThat(byRoot.owner()).isEqualTo(mia.userId());
        launchTemplates.delete(root, made.id());

        assertThat(own(mia)).isEmpty();
        assertThat(audit.actions()).endsWith("recipe.create", "recipe.change", "recipe.change", "recipe.remove");
    }

    @Test
    void createIsRefusedWithoutPermissionToLaunch() {
        Caller operator = operator();

        assertThatExceptionOfType(ActionRefusedException.class).isThrownBy(() -> create(operator, "Web", NOBODY));

        assertThat(launchTemplates.list(operator)).isEmpty();
        AuditEntry last = audit.entries().getLast();
        assertThat(last.action()).isEqualTo("recipe.create");
        assertThat(last.result()).isEqualTo(AuditEntry.Result.REFUSED);
    }

    @Test
    void ownerWithoutPermissionToLaunchKeepsTheTemplateUnchanged() {
        Caller mia = manager();
        LaunchTemplate made = create(mia, "Web", EVERYONE);
        access.revokeAll(mia.userId());

        assertThat(launchTemplates.list(mia)).containsExactly(made);
        assertThatExceptionOfType(ActionRefusedException.class)
                .isThrownBy(() -> launchTemplates.update(mia, made.id(), new LaunchTemplateName("x"), WEB, NOBODY));
        launchTemplates.delete(mia, made.id());
        assertThat(launchTemplates.list(mia)).isEmpty();
    }

    @Test
    void namesAreUniquePerOwnerAndCaseSensitive() {
        Caller mia = manager();
        create(mia, "web", NOBODY);
        LaunchTemplate second = create(mia, "Web", NOBODY);

        assertReason(Reason.NAME_TAKEN, () -> create(mia, " web ", NOBODY));
        assertReason(
                Reason.NAME_TAKEN,
                () -> launchTemplates.update(mia, second.id(), new LaunchTemplateName("web"), WEB, NOBODY));
        create(manager(), "web", NOBODY);
        assertThat(own(mia)).hasSize(2);
    }

    @Test
    void fiftyFirstTemplateIsRefused() {
        Caller mia = manager();
        for (int i = 0; i < LaunchTemplateService.MAX_PER_USER; i++) {
            create(mia, "r" + i, NOBODY);
        }

        assertReason(Reason.TOO_MANY, () -> create(mia, "one more", NOBODY));
    }

    @Test
    void largeTemplateIsRefused() {
        Caller mia = manager();
        Map<String, String> metadata =
                IntStream.range(0, 100).boxed().collect(Collectors.toMap(i -> "key-" + i, _ -> "x".repeat(255)));
        NewServer large = new NewServer(
                "web",
                WEB.source(),
                WEB.flavor(),
                WEB.nics(),
                null,
                List.of(),
                null,
                null,
                null,
                Set.of(),
                metadata,
                null);

        assertReason(
                Reason.TOO_LARGE,
                () -> launchTemplates.create(
                        mia,
                        new LaunchTemplateName("large"),
                        ServerBuilder.CLOUD,
                        ServerBuilder.STAFF.id(),
                        large,
                        EVERYONE));
        assertThat(own(mia)).isEmpty();
    }

    @Test
    void blankAndMultilineNamesAreRefused() {
        for (String bad : new String[] {"", "  ", "a\nb", "x".repeat(101), " ".repeat(1000)}) {
            assertThatThrownBy(() -> new LaunchTemplateName(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Excludes launch templates of other tests, which use the same database. */
    private List<LaunchTemplate> own(Caller caller) {
        return launchTemplates.list(caller).stream()
                .filter(launchTemplate -> launchTemplate.owner().equals(caller.userId()))
                .toList();
    }

    private LaunchTemplate create(Caller by, String name, LaunchTemplateVisibility launchTemplateVisibility) {
        return launchTemplates.create(
                by,
                new LaunchTemplateName(name),
                ServerBuilder.CLOUD,
                ServerBuilder.STAFF.id(),
                WEB,
                launchTemplateVisibility);
    }

    private GroupId group(Caller... members) {
        Set<UserId> ids = Arrays.stream(members).map(Caller::userId).collect(Collectors.toSet());
        return groups.create(administrator(), new GroupName("g" + UUID.randomUUID()), ids)
                .id();
    }

    private Caller administrator() {
        User user = directory.administrator(name());
        access.administrator(user.id());
        return FakeUserDirectory.caller(user);
    }

    private Caller manager() {
        Caller caller = member();
        access.grant(caller.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        return caller;
    }

    private Caller operator() {
        Caller caller = member();
        access.grant(caller.userId(), ServerBuilder.STAFF, Role.OPERATOR, null);
        return caller;
    }

    private Caller member() {
        User user = directory.member(name());
        access.revokeAll(user.id());
        return FakeUserDirectory.caller(user);
    }

    private static String name() {
        return "u" + UUID.randomUUID();
    }

    private static void assertReason(Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(LaunchTemplateException.class)
                .isThrownBy(call)
                .returns(reason, LaunchTemplateException::reason);
    }
}
