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
import org.stackdeck.access.decision.DefaultAccessDecisionService;
import org.stackdeck.access.decision.SubjectCache;
import org.stackdeck.access.decision.SubjectLoader;
import org.stackdeck.access.grant.FakeGrantService;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.MutableClock;

class EffectivePermissionsTests {

    /** A Sunday, 13:00 in Berlin. */
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final UserId ANNA = FakeUserDirectory.idOf("anna");
    private static final CloudName LAB = new CloudName("lab");
    private static final ProjectId WEB = new ProjectId("p-web");
    private static final ProjectId DATABASE = new ProjectId("p-db");
    private static final ServerKey KEY = new ServerKey(LAB, new ServerId("s-1"));
    private static final WeeklyHours OFFICE = new WeeklyHours(
            ZoneId.of("Europe/Berlin"),
            List.of(new WeeklyHours.WeeklySpan(
                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(8, 0), LocalTime.of(18, 0))));

    private final MutableClock clock = new MutableClock(NOW);
    private final AccessDecisionService accessDecisionService = access();

    private AccessDecisionService access() {
        FakeUserDirectory directory = new FakeUserDirectory();
        ApplicationEventPublisher silent = event -> {};
        return new DefaultAccessDecisionService(
                new SubjectCache(
                        new SubjectLoader(
                                directory, new FakeGrantService(directory), new FakeOwnershipService(directory)),
                        silent),
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

        assertThat(decide(viewer, Permission.SERVER_READ, WEB).isAllowed()).isTrue();
        assertThat(decide(viewer, Permission.SERVER_STOP, WEB))
                .isEqualTo(new Decision.NotGranted(Permission.SERVER_STOP));
        assertThat(decide(viewer, Permission.SERVER_STOP, DATABASE)).isEqualTo(new Decision.Invisible());
    }

    @Test
    void builtInRolesGiveTheirPermissionsOnly() {
        Subject operator = member(grant(null, Role.OPERATOR, null, null));
        Subject manager = member(grant(null, Role.MANAGER, null, null));

        for (ServerAction action : ServerAction.values()) {
            assertThat(decide(manager, Permission.requiredFor(action), DATABASE).isAllowed())
                    .as("%s", action)
                    .isEqualTo(
                            switch (action) {
                                case SHELVE_OFFLOAD, MIGRATE, LIVE_MIGRATE, RESET_STATE -> false;
                                default -> true;
                            });
            assertThat(decide(operator, Permission.requiredFor(action), DATABASE)
                            .isAllowed())
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

        assertThat(decide(starter, Permission.SERVER_START, WEB).isAllowed()).isTrue();
        assertThat(decide(starter, Permission.SERVER_READ, WEB).isAllowed()).isTrue();
        assertThat(decide(starter, Permission.SERVER_STOP, WEB).isAllowed()).isFalse();
    }

    @Test
    void grantDoesNotApplyToAProjectWithTheSameIdInAnotherCloud() {
        Subject operator = member(grant(WEB, Role.OPERATOR, null, null));
        ServerAttributes elsewhere =
                ServerAttributes.withoutMetadata(new ServerKey(new CloudName("Lab"), new ServerId("s")), WEB, "web-1");

        assertThat(accessDecisionService.decide(operator, Permission.SERVER_READ, elsewhere))
                .isEqualTo(new Decision.Invisible());
    }

    @Test
    void grantAppliesToItsProjectsOnly() {
        Subject viewer = member(grant(new GrantTerms(LAB, Set.of(WEB, DATABASE), Role.VIEWER, null, null)));

        assertThat(decide(viewer, Permission.SERVER_READ, WEB).isAllowed()).isTrue();
        assertThat(decide(viewer, Permission.SERVER_READ, DATABASE).isAllowed()).isTrue();
        assertThat(decide(viewer, Permission.SERVER_READ, new ProjectId("p-other")))
                .isEqualTo(new Decision.Invisible());
    }

    @Test
    void grantForOtherResourcesDoesNotShowServers() {
        Subject reader = member(
                grant(new GrantTerms(LAB, Set.of(WEB), Role.unnamed(Set.of(Permission.VOLUME_READ)), null, null)));

        assertThat(decide(reader, Permission.SERVER_READ, WEB)).isEqualTo(new Decision.Invisible());
        assertThat(decide(reader, Permission.SERVER_START, WEB)).isEqualTo(new Decision.Invisible());
        assertThat(EffectivePermissions.of(reader, NOW).coversWholeProject(LAB, WEB))
                .as("the quotas of the project")
                .isFalse();
    }

    @Test
    void grantSelectsServersByIdNameTagMetadataOrOwner() {
        ServerAttributes web =
                new ServerAttributes(KEY, WEB, "web-1", Set.of("blue", "old"), Map.of("team", "shop", "tier", "1"));

        assertThat(sees(new ResourceSelector.ByIds(Set.of(new ServerId("s-1"))), web))
                .isTrue();
        assertThat(sees(new ResourceSelector.ByIds(Set.of(new ServerId("s-2"))), web))
                .isFalse();
        assertThat(sees(new ResourceSelector.ByName(new NamePattern("web-*")), web))
                .isTrue();
        assertThat(sees(new ResourceSelector.ByName(new NamePattern("Web-*")), web))
                .isFalse();
        assertThat(sees(new ResourceSelector.ByTag("blue"), web)).isTrue();
        assertThat(sees(new ResourceSelector.ByTag("blu"), web)).isFalse();
        assertThat(sees(new ResourceSelector.ByMetadata(Map.of("team", "shop")), web))
                .isTrue();
        assertThat(sees(new ResourceSelector.ByMetadata(Map.of("team", "shop", "tier", "2")), web))
                .isFalse();
        assertThat(sees(new ResourceSelector.OwnedServers(), web)).isFalse();
        Subject owner = new Subject(
                ANNA,
                true,
                false,
                List.of(grant(new ResourceSelector.OwnedServers(), Role.VIEWER, null, null, null)),
                Set.of(KEY));
        assertThat(accessDecisionService.isVisible(owner, web)).isTrue();
    }

    @Test
    void deletedServerIsSelectedByNameButNotByTag() {
        ServerAttributes gone = ServerAttributes.withoutMetadata(KEY, WEB, "web-1");

        assertThat(sees(new ResourceSelector.ByName(new NamePattern("web-*")), gone))
                .isTrue();
        assertThat(sees(new ResourceSelector.ByTag("blue"), gone)).isFalse();
    }

    private boolean sees(ResourceSelector selector, ServerAttributes server) {
        return accessDecisionService.isVisible(member(grant(selector, Role.VIEWER, null, null, null)), server);
    }

    @Test
    void grantIsActiveFromItsStartUntilItsEnd() {
        Subject subject = member(grant(WEB, Role.VIEWER, NOW.plusSeconds(10), NOW.plusSeconds(20)));

        assertThat(accessDecisionService.isVisible(subject, server(WEB))).isFalse();
        clock.advance(Duration.ofSeconds(10));
        assertThat(accessDecisionService.isVisible(subject, server(WEB))).isTrue();
        clock.advance(Duration.ofSeconds(10).minusNanos(1));
        assertThat(accessDecisionService.isVisible(subject, server(WEB))).isTrue();
        clock.advance(Duration.ofNanos(1));
        assertThat(accessDecisionService.isVisible(subject, server(WEB))).isFalse();
    }

    @Test
    void grantIsActiveInItsWeeklyHours() {
        Subject subject = member(grant(ResourceSelector.ALL, Role.VIEWER, null, null, OFFICE));

        assertThat(accessDecisionService.isVisible(subject, server(WEB))).isFalse();
        assertThat(accessDecisionService.permissions(subject).nextStart())
                .contains(Instant.parse("2026-03-02T07:00:00Z"));
        clock.advance(Duration.ofHours(19));
        assertThat(accessDecisionService.isVisible(subject, server(WEB))).isTrue();
        clock.advance(Duration.ofHours(10));
        assertThat(accessDecisionService.isVisible(subject, server(WEB))).isFalse();
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
    void grantThatEndsBeforeItsNextWeeklyHoursHasNotEndedYet() {
        Grant reading = grant(WEB, Role.VIEWER, null, null);
        Grant closed = all(null, NOW.plus(Duration.ofHours(12)), OFFICE);
        Grant ended = all(null, NOW.minusSeconds(60), null);

        assertThat(decide(member(reading, closed), Permission.SERVER_STOP, WEB))
                .isEqualTo(new Decision.NotGranted(Permission.SERVER_STOP));
        assertThat(decide(member(reading, closed, ended), Permission.SERVER_STOP, WEB))
                .isEqualTo(new Decision.Ended(Permission.SERVER_STOP, NOW.minusSeconds(60)));
    }

    @Test
    void changeOfAttributesGainsThePermissionsOfOtherGrantsNowOrLater() {
        Instant tomorrow = NOW.plus(Duration.ofDays(1));
        Instant later = NOW.plus(Duration.ofDays(2));
        Grant renamed = renamed(null, null, null);

        assertThat(isGained(renamed)).isTrue();
        assertThat(isGained(renamed, all(tomorrow, null, null)))
                .as("held from tomorrow on only")
                .isTrue();
        assertThat(isGained(renamed, all(null, null, OFFICE)))
                .as("held in office hours only")
                .isTrue();
        assertThat(isGained(renamed, all(null, later, null)))
                .as("held until a later day only")
                .isTrue();
        assertThat(isGained(renamed(tomorrow, null, null)))
                .as("of a grant that starts tomorrow")
                .isTrue();
        assertThat(isGained(renamed(tomorrow, null, null), all(later, null, null)))
                .as("a day earlier")
                .isTrue();
    }

    @Test
    void changeOfAttributesGainsNothingThatIsHeldAtTheSameTimes() {
        Instant tomorrow = NOW.plus(Duration.ofDays(1));
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        Grant always = all(null, null, null);

        assertThat(isGained(renamed(null, null, null), always)).isFalse();
        assertThat(isGained(renamed(tomorrow, null, OFFICE), always)).isFalse();
        assertThat(isGained(renamed(null, null, null), all(yesterday, null, null)))
                .isFalse();
        assertThat(isGained(renamed(null, tomorrow, null), all(null, tomorrow, null)))
                .isFalse();
        assertThat(isGained(renamed(tomorrow, null, OFFICE), all(tomorrow, null, OFFICE)))
                .isFalse();
        assertThat(isGained(renamed(null, yesterday, null)))
                .as("an ended grant")
                .isFalse();
    }

    /** Returns whether a member with these grants gains the permission to delete by renaming the server to "mine". */
    private static boolean isGained(Grant... grants) {
        return EffectivePermissions.of(member(grants), NOW)
                .isGained(Permission.SERVER_DELETE, server(WEB), ServerAttributes.withoutMetadata(KEY, WEB, "mine"));
    }

    private static Grant renamed(@Nullable Instant from, @Nullable Instant until, @Nullable WeeklyHours hours) {
        return grant(new ResourceSelector.ByName(new NamePattern("mine")), Role.MANAGER, from, until, hours);
    }

    private static Grant all(@Nullable Instant from, @Nullable Instant until, @Nullable WeeklyHours hours) {
        return grant(ResourceSelector.ALL, Role.MANAGER, from, until, hours);
    }

    @Test
    void termsWithAnEndBeforeTheStartAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> grant(WEB, Role.VIEWER, NOW, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> grant(WEB, Role.VIEWER, NOW, NOW.minusSeconds(1)));
    }

    @Test
    void permissionsWithTheSameActiveGrantsAndOwnedServersAreEqual() {
        EffectivePermissions one = EffectivePermissions.of(member(grant(WEB, Role.VIEWER, null, null)), NOW);
        EffectivePermissions same = EffectivePermissions.of(
                member(grant(WEB, Role.VIEWER, null, null), grant(DATABASE, Role.OPERATOR, null, NOW)), NOW);

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one).isNotEqualTo(EffectivePermissions.of(member(grant(WEB, Role.OPERATOR, null, null)), NOW));
        assertThat(owning(KEY)).isEqualTo(owning(KEY)).isNotEqualTo(owning());
    }

    @Test
    void grantForOwnServersSelectsOwnResourcesAndNewOnes() {
        ResourceKey own = new ResourceKey(LAB, ResourceKind.VOLUME, "v-1");
        EffectivePermissions permissions = EffectivePermissions.of(
                new Subject(
                        ANNA,
                        true,
                        false,
                        List.of(grant(new ResourceSelector.OwnedServers(), Role.MANAGER, null, null, null)),
                        Set.of(own)),
                NOW);

        assertThat(permissions.decide(Permission.VOLUME_DELETE, volume(own))).isEqualTo(new Decision.Allowed());
        assertThat(permissions.decide(
                        Permission.VOLUME_DELETE, volume(new ResourceKey(LAB, ResourceKind.VOLUME, "v-2"))))
                .isEqualTo(new Decision.Invisible());
        assertThat(permissions.decide(
                        Permission.NETWORK_DELETE, volume(new ResourceKey(LAB, ResourceKind.NETWORK, "v-1"))))
                .as("another kind with the same ID")
                .isEqualTo(new Decision.Invisible());
        assertThat(permissions.decideForNew(
                        Permission.VOLUME_CREATE, volume(new ResourceKey(LAB, ResourceKind.VOLUME, "new"))))
                .isEqualTo(new Decision.Allowed());
        assertThat(permissions.mayCreateSomeResource(Permission.VOLUME_CREATE, LAB, WEB))
                .isTrue();
    }

    private static ResourceAttributes volume(ResourceKey key) {
        return new ResourceAttributes.OfResource(key, WEB, "data");
    }

    private static EffectivePermissions owning(ServerKey... servers) {
        return EffectivePermissions.of(
                new Subject(
                        ANNA,
                        true,
                        false,
                        List.of(grant(new ResourceSelector.OwnedServers(), Role.VIEWER, null, null, null)),
                        Set.of(servers)),
                NOW);
    }

    @Test
    void serversOfFiftyGrantsAreVisibleAmongTenThousand() {
        Subject subject = member(IntStream.range(0, 50)
                .mapToObj(i -> i % 2 == 0
                        ? grant(new ProjectId("project-" + i), Role.VIEWER, null, NOW.plusSeconds(60))
                        : grant(
                                new ResourceSelector.ByName(new NamePattern("web-*-" + i)),
                                Role.VIEWER,
                                null,
                                null,
                                null))
                .toArray(Grant[]::new));
        List<ServerAttributes> servers = IntStream.range(0, 10_000)
                .mapToObj(i -> ServerAttributes.withoutMetadata(
                        new ServerKey(LAB, new ServerId("s-" + i)),
                        new ProjectId("project-" + i % 100),
                        "web-a-" + i % 100))
                .toList();
        EffectivePermissions effectivePermissions = EffectivePermissions.of(subject, NOW);

        assertThat(servers.stream().filter(effectivePermissions::isVisible)).hasSize(5_000);
    }

    private Decision decide(Subject subject, Permission permission, ProjectId project) {
        return accessDecisionService.decide(subject, permission, server(project));
    }

    private static Subject member(Grant... grants) {
        return new Subject(ANNA, true, false, List.of(grants));
    }

    private static ServerAttributes server(ProjectId project) {
        return ServerAttributes.withoutMetadata(KEY, project, "web-1");
    }

    private static Grant grant(
            @Nullable ProjectId project, Role role, @Nullable Instant from, @Nullable Instant until) {
        return grant(new GrantTerms(LAB, project == null ? Set.of() : Set.of(project), role, from, until));
    }

    private static Grant grant(
            ResourceSelector servers,
            Role role,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable WeeklyHours hours) {
        return grant(new GrantTerms(LAB, Set.of(), servers, role, from, until, hours));
    }

    private static Grant grant(GrantTerms grantTerms) {
        return FakeGrantService.grant(Grantee.of(ANNA), grantTerms);
    }

    @Test
    void onlyEverythingIncludesTheImportOfImages() {
        assertThat(rolesWith(Permission.IMAGE_IMPORT)).containsExactly(Role.ADMINISTRATOR);
    }

    @Test
    void onlyEverythingIncludesTheTransferOfVolumes() {
        assertThat(rolesWith(Permission.VOLUME_TRANSFER)).containsExactly(Role.ADMINISTRATOR);
    }

    private static List<Role> rolesWith(Permission permission) {
        return Role.BUILT_IN.stream()
                .filter(role -> role.permissions().contains(permission))
                .toList();
    }
}
