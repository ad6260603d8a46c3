package org.stackdeck.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.MovableClock;

class DecisionTests {

    /** A Sunday, 13:00 in Berlin. */
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final UserId ANNA = FakeDirectory.idOf("anna");
    private static final CloudName LAB = new CloudName("lab");
    private static final ProjectId WEB = new ProjectId("p-web");
    private static final ProjectId DATABASE = new ProjectId("p-db");
    private static final ServerKey KEY = new ServerKey(LAB, new ServerId("s-1"));
    private static final WeeklyHours OFFICE = new WeeklyHours(
            ZoneId.of("Europe/Berlin"),
            List.of(new WeeklyHours.Span(
                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(8, 0), LocalTime.of(18, 0))));

    private final MovableClock clock = new MovableClock(NOW);
    private final Access access = access();

    private Access access() {
        FakeDirectory directory = new FakeDirectory();
        ApplicationEventPublisher silent = event -> {};
        return new GrantedAccess(
                new Subjects(
                        new SubjectLoader(directory, new FakeGrants(directory), new FakeOwnership(directory)), silent),
                clock);
    }

    @Test
    void memberWithoutGrantsSeesNoServers() {
        assertThat(decide(member(), Permission.SERVER_READ, WEB)).isEqualTo(new Decision.Invisible());
    }

    @Test
    void administratorHasAllPermissions() {
        Subject administrator = new Subject(ANNA, true, true, List.of());

        for (Permission permission : Permission.values()) {
            assertThat(decide(administrator, permission, WEB)).isEqualTo(new Decision.Allowed());
        }
    }

    @Test
    void inactiveUserHasNoPermissions() {
        Subject disabled = new Subject(ANNA, false, true, List.of(grant(WEB, Role.OPERATOR, null, null)));

        for (Permission permission : Permission.values()) {
            assertThat(decide(disabled, permission, WEB)).isEqualTo(new Decision.Invisible());
        }
    }

    @Test
    void viewerSeesServersAndIsRefusedOtherActions() {
        Subject viewer = member(grant(WEB, Role.VIEWER, null, null));

        assertThat(decide(viewer, Permission.SERVER_READ, WEB).allowed()).isTrue();
        assertThat(decide(viewer, Permission.SERVER_STOP, WEB))
                .isEqualTo(new Decision.NotGranted(Permission.SERVER_STOP));
        assertThat(decide(viewer, Permission.SERVER_STOP, DATABASE)).isEqualTo(new Decision.Invisible());
    }

    @Test
    void builtInRolesGiveTheirPermissionsOnly() {
        Subject operator = member(grant(null, Role.OPERATOR, null, null));
        Subject manager = member(grant(null, Role.MANAGER, null, null));

        for (ServerAction action : ServerAction.values()) {
            assertThat(decide(manager, Permission.of(action), DATABASE).allowed())
                    .as("%s", action)
                    .isEqualTo(
                            switch (action) {
                                case SHELVE_OFFLOAD, MIGRATE, LIVE_MIGRATE, RESET_STATE -> false;
                                default -> true;
                            });
            assertThat(decide(operator, Permission.of(action), DATABASE).allowed())
                    .as("%s", action)
                    .isEqualTo(
                            switch (action) {
                                case START,
                                        STOP,
                                        REBOOT,
                                        HARD_REBOOT,
                                        PAUSE,
                                        UNPAUSE,
                                        SUSPEND,
                                        RESUME,
                                        DELETE,
                                        RESTORE,
                                        FORCE_DELETE -> true;
                                default -> false;
                            });
        }
        assertThat(decide(manager, Permission.SERVER_READ_HOST, DATABASE))
                .isEqualTo(new Decision.NotGranted(Permission.SERVER_READ_HOST));
        assertThat(decide(operator, Permission.SERVER_READ_HOST, DATABASE))
                .isEqualTo(new Decision.NotGranted(Permission.SERVER_READ_HOST));
    }

    @Test
    void individualPermissionsImplyReading() {
        Subject starter = member(grant(WEB, Role.unnamed(Set.of(Permission.SERVER_START)), null, null));

        assertThat(decide(starter, Permission.SERVER_START, WEB).allowed()).isTrue();
        assertThat(decide(starter, Permission.SERVER_READ, WEB).allowed()).isTrue();
        assertThat(decide(starter, Permission.SERVER_STOP, WEB).allowed()).isFalse();
    }

    @Test
    void grantDoesNotApplyToAProjectWithTheSameIdInAnotherCloud() {
        Subject operator = member(grant(WEB, Role.OPERATOR, null, null));
        ServerFacts elsewhere =
                ServerFacts.remembered(new ServerKey(new CloudName("Lab"), new ServerId("s")), WEB, "web-1");

        assertThat(access.decide(operator, Permission.SERVER_READ, elsewhere)).isEqualTo(new Decision.Invisible());
    }

    @Test
    void grantAppliesToItsProjectsOnly() {
        Subject viewer = member(grant(new Terms(LAB, Set.of(WEB, DATABASE), Role.VIEWER, null, null)));

        assertThat(decide(viewer, Permission.SERVER_READ, WEB).allowed()).isTrue();
        assertThat(decide(viewer, Permission.SERVER_READ, DATABASE).allowed()).isTrue();
        assertThat(decide(viewer, Permission.SERVER_READ, new ProjectId("p-other")))
                .isEqualTo(new Decision.Invisible());
    }

    @Test
    void grantSelectsServersByIdNameTagMetadataOrOwner() {
        ServerFacts web =
                new ServerFacts(KEY, WEB, "web-1", Set.of("blue", "old"), Map.of("team", "shop", "tier", "1"));

        assertThat(sees(new ServerSelector.Ids(Set.of(new ServerId("s-1"))), web))
                .isTrue();
        assertThat(sees(new ServerSelector.Ids(Set.of(new ServerId("s-2"))), web))
                .isFalse();
        assertThat(sees(new ServerSelector.Named(new NamePattern("web-*")), web))
                .isTrue();
        assertThat(sees(new ServerSelector.Named(new NamePattern("Web-*")), web))
                .isFalse();
        assertThat(sees(new ServerSelector.Tagged("blue"), web)).isTrue();
        assertThat(sees(new ServerSelector.Tagged("blu"), web)).isFalse();
        assertThat(sees(new ServerSelector.WithMetadata(Map.of("team", "shop")), web))
                .isTrue();
        assertThat(sees(new ServerSelector.WithMetadata(Map.of("team", "shop", "tier", "2")), web))
                .isFalse();
        assertThat(sees(new ServerSelector.Own(), web)).isFalse();
        Subject owner = new Subject(
                ANNA,
                true,
                false,
                List.of(grant(new ServerSelector.Own(), Role.VIEWER, null, null, null)),
                Set.of(KEY));
        assertThat(access.maySee(owner, web)).isTrue();
    }

    @Test
    void deletedServerIsSelectedByNameButNotByTag() {
        ServerFacts gone = ServerFacts.remembered(KEY, WEB, "web-1");

        assertThat(sees(new ServerSelector.Named(new NamePattern("web-*")), gone))
                .isTrue();
        assertThat(sees(new ServerSelector.Tagged("blue"), gone)).isFalse();
    }

    private boolean sees(ServerSelector selector, ServerFacts server) {
        return access.maySee(member(grant(selector, Role.VIEWER, null, null, null)), server);
    }

    @Test
    void grantIsActiveFromItsStartUntilItsEnd() {
        Subject subject = member(grant(WEB, Role.VIEWER, NOW.plusSeconds(10), NOW.plusSeconds(20)));

        assertThat(access.maySee(subject, server(WEB))).isFalse();
        clock.move(Duration.ofSeconds(10));
        assertThat(access.maySee(subject, server(WEB))).isTrue();
        clock.move(Duration.ofSeconds(10).minusNanos(1));
        assertThat(access.maySee(subject, server(WEB))).isTrue();
        clock.move(Duration.ofNanos(1));
        assertThat(access.maySee(subject, server(WEB))).isFalse();
    }

    @Test
    void grantIsActiveInItsWeeklyHours() {
        Subject subject = member(grant(ServerSelector.ALL, Role.VIEWER, null, null, OFFICE));

        assertThat(access.maySee(subject, server(WEB))).isFalse();
        assertThat(access.rights(subject).opening()).contains(Instant.parse("2026-03-02T07:00:00Z"));
        clock.move(Duration.ofHours(19));
        assertThat(access.maySee(subject, server(WEB))).isTrue();
        clock.move(Duration.ofHours(10));
        assertThat(access.maySee(subject, server(WEB))).isFalse();
    }

    @Test
    void refusalContainsTheStartOrEndOfTheGrant() {
        Grant reading = grant(WEB, Role.VIEWER, null, null);
        Grant later = grant(WEB, Role.OPERATOR, NOW.plusSeconds(60), null);
        Grant earlier = grant(WEB, Role.OPERATOR, null, NOW.minusSeconds(60));

        assertThat(decide(member(reading, later, earlier), Permission.SERVER_STOP, WEB))
                .isEqualTo(new Decision.NotYet(Permission.SERVER_STOP, NOW.plusSeconds(60)));
        assertThat(decide(member(reading, earlier), Permission.SERVER_STOP, WEB))
                .isEqualTo(new Decision.Ended(Permission.SERVER_STOP, NOW.minusSeconds(60)));
        assertThat(decide(member(later, earlier), Permission.SERVER_STOP, WEB))
                .as("a server that the subject must not see")
                .isEqualTo(new Decision.Invisible());
    }

    @Test
    void termsWithAnEndBeforeTheStartAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> grant(WEB, Role.VIEWER, NOW, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> grant(WEB, Role.VIEWER, NOW, NOW.minusSeconds(1)));
    }

    @Test
    void permissionsAreEqualIfTheyShowTheSame() {
        Rights one = Rights.of(member(grant(WEB, Role.VIEWER, null, null)), NOW);
        Rights same =
                Rights.of(member(grant(WEB, Role.VIEWER, null, null), grant(DATABASE, Role.OPERATOR, null, NOW)), NOW);

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one).isNotEqualTo(Rights.of(member(grant(WEB, Role.OPERATOR, null, null)), NOW));
        assertThat(owning(KEY)).isEqualTo(owning(KEY)).isNotEqualTo(owning());
    }

    private static Rights owning(ServerKey... servers) {
        return Rights.of(
                new Subject(
                        ANNA,
                        true,
                        false,
                        List.of(grant(new ServerSelector.Own(), Role.VIEWER, null, null, null)),
                        Set.of(servers)),
                NOW);
    }

    @Test
    void decisionsOnTenThousandServersWithFiftyGrantsTakeTwentyMilliseconds() {
        Subject subject = member(IntStream.range(0, 50)
                .mapToObj(i -> i % 2 == 0
                        ? grant(new ProjectId("project-" + i), Role.VIEWER, null, NOW.plusSeconds(60))
                        : grant(new ServerSelector.Named(new NamePattern("web-*-" + i)), Role.VIEWER, null, null, null))
                .toArray(Grant[]::new));
        List<ServerFacts> servers = IntStream.range(0, 10_000)
                .mapToObj(i -> ServerFacts.remembered(
                        new ServerKey(LAB, new ServerId("s-" + i)),
                        new ProjectId("project-" + i % 100),
                        "web-a-" + i % 100))
                .toList();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 200; round++) {
            long start = System.nanoTime();
            Rights rights = Rights.of(subject, NOW);
            long seen = servers.stream().filter(rights::maySee).count();
            best = Math.min(best, System.nanoTime() - start);
            assertThat(seen).isEqualTo(5_000);
        }

        System.out.printf("10,000 servers, 50 grants: %.1f ms%n", best / 1e6);
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(20));
    }

    private Decision decide(Subject subject, Permission permission, ProjectId project) {
        return access.decide(subject, permission, server(project));
    }

    private static Subject member(Grant... grants) {
        return new Subject(ANNA, true, false, List.of(grants));
    }

    private static ServerFacts server(ProjectId project) {
        return ServerFacts.remembered(KEY, project, "web-1");
    }

    private static Grant grant(
            @Nullable ProjectId project, Role role, @Nullable Instant from, @Nullable Instant until) {
        return grant(new Terms(LAB, project == null ? Set.of() : Set.of(project), role, from, until));
    }

    private static Grant grant(
            ServerSelector servers,
            Role role,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable WeeklyHours hours) {
        return grant(new Terms(LAB, Set.of(), servers, role, from, until, hours));
    }

    private static Grant grant(Terms terms) {
        return FakeGrants.grant(Grantee.of(ANNA), terms);
    }
}
