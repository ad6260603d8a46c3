package org.stackdeck.access.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Permission;
import org.stackdeck.access.RandomGrantTerms;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.access.decision.SubjectLoader;
import org.stackdeck.access.grant.AccessChangedPublisher;
import org.stackdeck.access.grant.DefaultGrantService;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.access.invitation.InvitationRoleUsageCheck;
import org.stackdeck.access.ownership.JdbcOwnershipService;
import org.stackdeck.access.ownership.OwnershipService;
import org.stackdeck.access.role.JpaRoleService;
import org.stackdeck.access.role.RoleService;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutorTestConfiguration;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.TestAccounts;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.invitation.FakeInvitationAdministrationService;
import org.stackdeck.platform.TestSeed;

@DatabaseTest
@Import({
    DefaultGrantService.class,
    ProjectGrantLoader.class,
    AccessChangedPublisher.class,
    JpaRoleService.class,
    InvitationRoleUsageCheck.class,
    FakeInvitationAdministrationService.class,
    JdbcOwnershipService.class,
    AdminActionExecutorTestConfiguration.class,
    SubjectLoader.class,
    FakeUserDirectory.class,
    FakeAuditTrail.class
})
class ResourceAccessReportServiceTests {

    private static final int ROUNDS = 40;
    private static final Instant NOW = RandomGrantTerms.NOW;
    private static final CloudName LAB = new CloudName("lab");
    private static final ProjectId WEB = new ProjectId("p-web");
    private static final ServerAttributes SERVER =
            new ServerAttributes(new ServerKey(LAB, new ServerId("s")), WEB, "<b>web-1</b>", Set.of("blue"), Map.of());

    @Autowired
    GrantService grants;

    @Autowired
    GroupService groups;

    @Autowired
    RoleService roles;

    @Autowired
    OwnershipService ownership;

    @Autowired
    ProjectGrantLoader about;

    @Autowired
    SubjectLoader loader;

    @Autowired
    AdminActionExecutor work;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeAuditTrail audit;

    @Autowired
    JdbcClient database;

    @Autowired
    EntityManagerFactory entities;

    private Caller administrator;
    private User anna;
    private User ben;
    private ResourceAccessReportService resourceAccessReportService;

    @BeforeEach
    void nothingIsGranted() {
        administrator = FakeUserDirectory.caller(directory.administrator("ada"));
        database.sql("delete from grants").update();
        database.sql("delete from user_groups").update();
        database.sql("delete from resource_owners").update();
        anna = known(directory.member("anna"));
        ben = known(directory.member("ben"));
        resourceAccessReportService = at(NOW);
        audit.clear();
    }

    @Test
    void grantsAsOwnerMatchTheAccessAfterTheAssignment() {
        grants.create(administrator, Grantee.of(anna.id()), own(Role.OPERATOR));
        grants.create(administrator, Grantee.of(anna.id()), terms(Role.VIEWER, null, null));
        Group team = groups.create(administrator, new GroupName("Team"), Set.of(anna.id()));
        grants.create(administrator, Grantee.of(team.id()), own(Role.MANAGER));

        List<AccessPath.ByGrant> would = resourceAccessReportService.findOwnerGrants(administrator, SERVER, anna.id());
        ownership.assign(administrator, SERVER, anna.id());

        assertThat(would)
                .extracting(byGrant -> byGrant.role().name())
                .containsExactlyInAnyOrder(Role.OPERATOR.name(), Role.MANAGER.name());
        assertThat(resourceAccessReportService.report(administrator, SERVER).users())
                .filteredOn(userWithAccess -> userWithAccess.user().equals(anna))
                .singleElement()
                .satisfies(userWithAccess -> assertThat(userWithAccess.paths()).containsAll(would));
        assertThat(resourceAccessReportService.findOwnerGrants(administrator, SERVER, ben.id()))
                .isEmpty();
        assertThat(resourceAccessReportService.findOwnerGrants(administrator, SERVER, administrator.userId()))
                .isEmpty();
        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() ->
                        resourceAccessReportService.findOwnerGrants(FakeUserDirectory.caller(anna), SERVER, anna.id()));
    }

    @Test
    void reportContainsEachAccessPathWithItsTimes() {
        Group team = groups.create(administrator, new GroupName("Web team"), Set.of(anna.id(), ben.id()));
        Grant direct = grants.create(
                        administrator, Grantee.of(anna.id()), terms(Role.VIEWER, null, NOW.plusSeconds(60)))
                .grant();
        Grant byTeam = grants.create(
                        administrator, Grantee.of(team.id()), terms(Role.OPERATOR, NOW.plusSeconds(10), null))
                .grant();
        Grant owned = grants.create(
                        administrator,
                        Grantee.of(ben.id()),
                        new GrantTerms(
                                LAB, Set.of(), new ResourceSelector.OwnedServers(), Role.MANAGER, null, null, null))
                .grant();
        ownership.assign(administrator, SERVER, ben.id());
        grants.create(administrator, Grantee.of(ben.id()), terms(Role.MANAGER, null, NOW));

        ResourceAccessReport resourceAccessReport = resourceAccessReportService.report(administrator, SERVER);

        assertThat(resourceAccessReport.owner()).isEqualTo(ben);
        assertThat(resourceAccessReport.changesAt()).isEqualTo(NOW.plusSeconds(10));
        assertThat(resourceAccessReport.users())
                .containsExactly(
                        new UserWithAccess(user("ada"), true, List.of(new AccessPath.ByAdministratorRole())),
                        new UserWithAccess(
                                anna,
                                true,
                                List.of(
                                        new AccessPath.ByGrant(direct.id(), direct.terms(), null, null),
                                        new AccessPath.ByGrant(
                                                byTeam.id(), byTeam.terms(), team, NOW.plusSeconds(10)))),
                        new UserWithAccess(
                                ben,
                                true,
                                List.of(
                                        new AccessPath.ByGrant(owned.id(), owned.terms(), null, null),
                                        new AccessPath.ByGrant(
                                                byTeam.id(), byTeam.terms(), team, NOW.plusSeconds(10)))));
        assertThat(((AccessPath.ByGrant)
                                resourceAccessReport.users().getLast().paths().getFirst())
                        .requiresOwnership())
                .isTrue();
    }

    @Test
    void reportExcludesDisabledUsersAndRevokedAccess() {
        Group team = groups.create(administrator, new GroupName("Web team"), Set.of(anna.id()));
        grants.create(administrator, Grantee.of(team.id()), terms(Role.VIEWER, null, null));
        Grant direct = grants.create(administrator, Grantee.of(ben.id()), terms(Role.VIEWER, null, null))
                .grant();
        assertThat(names(resourceAccessReportService.refresh(administrator, SERVER)))
                .containsExactly("ada", "anna", "ben");

        groups.setMembers(administrator, team.id(), Set.of());
        assertThat(names(resourceAccessReportService.refresh(administrator, SERVER)))
                .containsExactly("ada", "ben");

        directory.add("ben", User.State.DISABLED, User.Role.MEMBER);
        assertThat(names(resourceAccessReportService.refresh(administrator, SERVER)))
                .containsExactly("ada");

        directory.member("ben");
        grants.revoke(administrator, direct.id());
        assertThat(names(resourceAccessReportService.refresh(administrator, SERVER)))
                .containsExactly("ada");
    }

    @Test
    void reportRequiresAnAdministratorAndIsAudited() {
        resourceAccessReportService.report(administrator, SERVER);
        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> resourceAccessReportService.report(FakeUserDirectory.caller(anna), SERVER));
        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> resourceAccessReportService.refresh(FakeUserDirectory.caller(anna), SERVER));

        assertThat(audit.entries())
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::objectName, AuditEntry::result)
                .containsExactly(
                        tuple("ada", "server.access", SERVER.name(), AuditEntry.Result.SUCCESS),
                        tuple("anna", "server.access", SERVER.name(), AuditEntry.Result.REFUSED));
    }

    @Test
    void reportOfAVolumeListsUsersWhoseGrantsShowIt() {
        ResourceKey key = new ResourceKey(LAB, ResourceKind.VOLUME, "v-1");
        ResourceAttributes volume = new ResourceAttributes.OfResource(key, WEB, "data");
        grants.create(
                administrator, Grantee.of(anna.id()), terms(Role.unnamed(Set.of(Permission.VOLUME_READ)), null, null));
        grants.create(
                administrator, Grantee.of(ben.id()), terms(Role.unnamed(Set.of(Permission.SERVER_READ)), null, null));
        audit.clear();

        assertThat(names(resourceAccessReportService.report(administrator, volume)))
                .containsExactly("ada", "anna");
        ownership.assign(administrator, volume, ben.id());
        ResourceAccessReport later = resourceAccessReportService.refresh(administrator, volume);
        assertThat(later.owner()).extracting(User::id).isEqualTo(ben.id());
        assertThat(audit.entries())
                .filteredOn(entry -> entry.action().endsWith(".access"))
                .extracting(AuditEntry::action, AuditEntry::objectId)
                .containsExactly(tuple("volume.access", key.id()));
    }

    @Test
    void deletedRoleGivesNoAccess() {
        grants.create(administrator, Grantee.of(anna.id()), terms(Role.VIEWER, null, null));
        database.sql("update grants set role = 'gone'").update();

        assertThat(names(resourceAccessReportService.report(administrator, SERVER)))
                .containsExactly("ada");
    }

    @Test
    void numberOfQueriesDoesNotDependOnTheNumberOfUsers() {
        grants.create(administrator, Grantee.of(anna.id()), terms(Role.VIEWER, null, null));
        groups.create(administrator, new GroupName("Web team"), Set.of(anna.id()));
        long few = questions();
        for (int i = 0; i < 40; i++) {
            User user = known(directory.member("many-" + i));
            groups.create(administrator, new GroupName("Team " + i), Set.of(user.id()));
            grants.create(administrator, Grantee.of(user.id()), terms(Role.OPERATOR, null, null));
        }

        assertThat(questions()).isEqualTo(few);
        IntStream.range(0, 40).forEach(i -> directory.add("many-" + i, User.State.DISABLED, User.Role.MEMBER));
    }

    /** Compares the report with permission checks, now and at each later moment at which a grant can start. */
    @Test
    void reportMatchesPermissionChecks() {
        long seed = TestSeed.printedFor(ResourceAccessReportServiceTests.class);
        Random random = new Random(seed);
        roles.createOrUpdate(administrator, RandomGrantTerms.ARCHIVIST);
        List<String> met = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<User> users = randomWorld(random);
            for (int i = 0; i < 5; i++) {
                ServerAttributes server = RandomGrantTerms.server(random);
                Map<UserId, UserWithAccess> listed =
                        resourceAccessReportService.report(administrator, server).users().stream()
                                .collect(Collectors.toMap(
                                        userWithAccess -> userWithAccess.user().id(), Function.identity()));
                for (User user : users) {
                    Subject subject = loader.load(user.id());
                    String expected = expected(subject, server);
                    assertThat(said(Optional.ofNullable(listed.get(user.id()))))
                            .as("seed %s, round %s: %s %s", seed, round, subject, server)
                            .isEqualTo(expected);
                    met.add(expected);
                }
            }
        }
        assertThat(met).contains("", "later", "[SERVER_READ]").anyMatch(text -> text.contains("SERVER_READ_HOST"));
    }

    private List<User> randomWorld(Random random) {
        database.sql("delete from grants").update();
        database.sql("delete from user_groups").update();
        database.sql("delete from resource_owners").update();
        List<User> users = IntStream.range(0, 6)
                .mapToObj(i -> known(directory.add(
                        "random-" + i,
                        random.nextInt(8) == 0 ? User.State.DISABLED : User.State.ACTIVE,
                        random.nextInt(8) == 0 ? User.Role.ADMINISTRATOR : User.Role.MEMBER)))
                .toList();
        List<Group> teams = IntStream.range(0, 2)
                .mapToObj(i -> groups.create(
                        administrator,
                        new GroupName("Team " + i),
                        users.stream()
                                .filter(_ -> random.nextInt(3) == 0)
                                .map(User::id)
                                .collect(Collectors.toSet())))
                .toList();
        Stream.concat(
                        users.stream().map(user -> Grantee.of(user.id())),
                        teams.stream().map(team -> Grantee.of(team.id())))
                .forEach(grantee -> grants.replace(
                        administrator,
                        grantee,
                        IntStream.range(0, random.nextInt(4))
                                .mapToObj(_ -> RandomGrantTerms.terms(random))
                                .toList()));
        for (int i = 0; i < 6; i++) {
            ownership.assign(
                    administrator,
                    RandomGrantTerms.server(random),
                    RandomGrantTerms.choose(random, users.toArray(User[]::new)).id());
        }
        return users;
    }

    private static String expected(Subject subject, ServerAttributes server) {
        EffectivePermissions effectivePermissions = EffectivePermissions.of(subject, NOW);
        if (effectivePermissions.isVisible(server)) {
            return Stream.of(Permission.values())
                    .filter(permission ->
                            effectivePermissions.decide(permission, server).isAllowed())
                    .toList()
                    .toString();
        }
        Instant hour = NOW.truncatedTo(ChronoUnit.HOURS);
        boolean later = Stream.concat(
                        Stream.of(NOW.plusSeconds(1)),
                        IntStream.rangeClosed(1, 8 * 24).mapToObj(i -> hour.plus(i, ChronoUnit.HOURS)))
                .anyMatch(moment -> EffectivePermissions.of(subject, moment).isVisible(server));
        return later ? "later" : "";
    }

    private static String said(Optional<UserWithAccess> userWithAccess) {
        return userWithAccess
                .map(found -> found.activeNow()
                        ? found.paths().stream()
                                .filter(AccessPath::isActive)
                                .flatMap(accessPath -> accessPath.role().permissions().stream())
                                .distinct()
                                .sorted()
                                .toList()
                                .toString()
                        : "later")
                .orElse("");
    }

    private ResourceAccessReportService at(Instant moment) {
        return new DefaultResourceAccessReportService(
                directory, ownership, about, work, Clock.fixed(moment, ZoneOffset.UTC));
    }

    private long questions() {
        Statistics statistics = entities.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        long before = statistics.getPrepareStatementCount();
        resourceAccessReportService.report(administrator, SERVER);
        return statistics.getPrepareStatementCount() - before;
    }

    private static List<String> names(ResourceAccessReport resourceAccessReport) {
        return resourceAccessReport.users().stream()
                .map(userWithAccess -> userWithAccess.user().name().value())
                .toList();
    }

    private User user(String name) {
        return directory.find(FakeUserDirectory.idOf(name)).orElseThrow();
    }

    /** Inserts the account's row if it does not exist. */
    private User known(User user) {
        boolean there = database.sql("select count(*) from accounts where id = ?")
                        .param(user.id().toString())
                        .query(Integer.class)
                        .single()
                > 0;
        return there ? user : TestAccounts.insert(database, user);
    }

    private static GrantTerms own(Role role) {
        return new GrantTerms(LAB, Set.of(), new ResourceSelector.OwnedServers(), role, null, null, null);
    }

    private static GrantTerms terms(Role role, @Nullable Instant from, @Nullable Instant until) {
        return new GrantTerms(LAB, Set.of(WEB), role, from, until);
    }
}
