package org.stackdeck.access.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.Permission;
import org.stackdeck.access.RecordedAccessEvents;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.WeeklyHours;
import org.stackdeck.access.decision.DefaultAccessDecisionService;
import org.stackdeck.access.decision.SubjectCache;
import org.stackdeck.access.decision.SubjectLoader;
import org.stackdeck.access.invitation.InvitationRoleUsageCheck;
import org.stackdeck.access.ownership.JdbcOwnershipService;
import org.stackdeck.access.ownership.OwnershipService;
import org.stackdeck.access.role.JpaRoleService;
import org.stackdeck.access.role.RoleChangeRefusedException;
import org.stackdeck.access.role.RoleConflictException;
import org.stackdeck.access.role.RoleService;
import org.stackdeck.access.role.RoleUsage;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.AdminActionExecutorTestConfiguration;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.TestAccounts;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupChanged;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.invitation.FakeInvitationAdministrationService;

@DatabaseTest
@Import({
    DefaultGrantService.class,
    AccessChangedPublisher.class,
    JpaRoleService.class,
    InvitationRoleUsageCheck.class,
    FakeInvitationAdministrationService.class,
    JdbcOwnershipService.class,
    AdminActionExecutorTestConfiguration.class,
    SubjectLoader.class,
    SubjectCache.class,
    DefaultAccessDecisionService.class,
    FakeUserDirectory.class,
    FakeAuditTrail.class,
    RecordedAccessEvents.class
})
class GrantServiceTests {

    private static final CloudName LAB = new CloudName("lab");
    private static final ProjectId WEB = new ProjectId("p-web");
    private static final Instant FRIDAY = Instant.parse("2126-03-06T18:00:00.123456789Z");

    @Autowired
    GrantService grants;

    @Autowired
    AccessDecisionService access;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeAuditTrail audit;

    @Autowired
    RecordedAccessEvents told;

    @Autowired
    GroupService groups;

    @Autowired
    RoleService roles;

    @Autowired
    OwnershipService ownership;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient database;

    private Caller administrator;
    private User anna;

    @BeforeEach
    void someUsers() {
        administrator = FakeUserDirectory.caller(directory.administrator("ada"));
        // A new user for each test, because the database is not cleaned.
        anna = directory.member("anna-" + UUID.randomUUID().toString().substring(0, 8));
        audit.clear();
        told.clear();
    }

    @Test
    void grantIsStoredCompletelyWithMicroseconds() {
        Grant grant = grants.create(administrator, Grantee.of(anna.id()), wish(WEB, Role.OPERATOR, FRIDAY))
                .grant();

        assertThat(grants.listByGrantee(Grantee.of(anna.id()))).containsExactly(grant);
        assertThat(grant)
                .isEqualTo(new Grant(
                        grant.id(),
                        Grantee.of(anna.id()),
                        wish(WEB, Role.OPERATOR, Instant.parse("2126-03-06T18:00:00.123456Z"))));
        assertThat(grants.list()).contains(grant);
    }

    @Test
    void createIsAuditedWithActorGranteeAndTerms() {
        Grant grant = grants.create(administrator, Grantee.of(anna.id()), wish(null, Role.VIEWER, FRIDAY))
                .grant();

        assertThat(audit.entries())
                .containsExactly(new AuditEntry(
                        administrator.userId().toString(),
                        "ada",
                        "192.0.2.7",
                        "REST",
                        "grant.create",
                        "grant",
                        grant.id().toString(),
                        anna.name().value(),
                        AuditEntry.Result.SUCCESS,
                        AuditDetail.of("user", anna.name())
                                .with("role", "viewer")
                                .with("cloud", "lab")
                                .with("projects", "*")
                                .with("servers", "{\"all\":true}")
                                .with("from", "-")
                                .with("until", "2126-03-06T18:00:00.123456Z")
                                .with("hours", "-")));
    }

    @Test
    void changeIsPublishedAfterTheCommit() {
        transaction.executeWithoutResult(status -> {
            grants.create(administrator, Grantee.of(anna.id()), wish(WEB, Role.VIEWER, null));
            assertThat(told.users()).isEmpty();
        });

        assertThat(told.users()).containsExactly(anna.id());
    }

    @Test
    void changeOfAGroupIsPublishedAsChangeOfAccessAfterTheCommit() {
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new GroupChanged(new GroupId(UUID.randomUUID()), Set.of(anna.id())));
            assertThat(told.users()).isEmpty();
        });

        assertThat(told.users()).containsExactly(anna.id());
    }

    @Test
    void createReturnsAnEqualGrantIfItExists() {
        GrantCreation first = grants.create(administrator, Grantee.of(anna.id()), wish(null, Role.VIEWER, FRIDAY));
        GrantCreation second = grants.create(administrator, Grantee.of(anna.id()), wish(null, Role.VIEWER, FRIDAY));

        assertThat(first.created()).isTrue();
        assertThat(second).isEqualTo(new GrantCreation(first.grant(), false));
        assertThat(grants.listByGrantee(Grantee.of(anna.id()))).containsExactly(first.grant());
        assertThat(audit.actions()).containsExactly("grant.create");
        assertThat(told.users()).hasSize(1);
    }

    @Test
    void concurrentCreatesOfEqualGrantsCreateOne() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                all.add(threads.submit(
                        () -> grants.create(administrator, Grantee.of(anna.id()), wish(WEB, Role.VIEWER, null))));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(grants.listByGrantee(Grantee.of(anna.id()))).hasSize(1);
    }

    @Test
    void replaceKeepsUnchangedGrants() {
        Grant stays = grants.create(administrator, Grantee.of(anna.id()), wish(WEB, Role.VIEWER, null))
                .grant();
        grants.create(administrator, Grantee.of(anna.id()), wish(WEB, Role.OPERATOR, null));
        audit.clear();

        List<Grant> now = grants.replace(
                administrator,
                Grantee.of(anna.id()),
                List.of(wish(WEB, Role.VIEWER, null), wish(null, Role.VIEWER, null), wish(null, Role.VIEWER, null)));

        assertThat(now)
                .isEqualTo(grants.listByGrantee(Grantee.of(anna.id())))
                .hasSize(2)
                .contains(stays);
        assertThat(now).extracting(Grant::role).containsOnly(Role.VIEWER);
        assertThat(audit.actions()).containsExactlyInAnyOrder("grant.revoke", "grant.create");
    }

    @Test
    void replaceWithoutChangesIsNeitherAuditedNorPublished() {
        grants.create(administrator, Grantee.of(anna.id()), wish(WEB, Role.VIEWER, null));
        told.clear();
        audit.clear();

        grants.replace(administrator, Grantee.of(anna.id()), List.of(wish(WEB, Role.VIEWER, null)));

        assertThat(told.users()).isEmpty();
        assertThat(audit.entries()).isEmpty();
    }

    @Test
    void revokeOfAMissingGrantHasNoEffect() {
        Grant grant = grants.create(administrator, Grantee.of(anna.id()), wish(WEB, Role.VIEWER, null))
                .grant();

        grants.revoke(administrator, grant.id());
        grants.revoke(administrator, grant.id());

        assertThat(grants.listByGrantee(Grantee.of(anna.id()))).isEmpty();
        assertThat(audit.actions()).containsExactly("grant.create", "grant.revoke");
        assertThat(told.users()).hasSize(2);
    }

    @Test
    void changesByMembersAreRefusedAndAudited() {
        Grant grant = grants.create(administrator, Grantee.of(anna.id()), wish(WEB, Role.VIEWER, null))
                .grant();
        Caller member = FakeUserDirectory.caller(anna);
        audit.clear();

        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> grants.create(member, Grantee.of(anna.id()), wish(null, Role.OPERATOR, null)));
        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> grants.replace(member, Grantee.of(anna.id()), List.of()));
        assertThatExceptionOfType(NotAdministratorException.class).isThrownBy(() -> grants.revoke(member, grant.id()));

        assertThat(grants.listByGrantee(Grantee.of(anna.id()))).containsExactly(grant);
        assertThat(audit.entries())
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED));
    }

    @Test
    void unknownGranteeIsRefused() {
        assertThatExceptionOfType(UnknownUserException.class)
                .isThrownBy(() -> grants.create(
                        administrator, Grantee.of(new UserId(UUID.randomUUID())), wish(WEB, Role.VIEWER, null)));
    }

    @Test
    void rollbackLeavesNoGrantAndPublishesNothing() {
        access.subject(anna.id());

        transaction.executeWithoutResult(status -> {
            grants.create(administrator, Grantee.of(anna.id()), wish(WEB, Role.VIEWER, null));
            access.subject(anna.id());
            status.setRollbackOnly();
        });

        assertThat(access.subject(anna.id()).grants()).isEmpty();
        assertThat(told.users()).isEmpty();
    }

    @Test
    void permissionsReadInARolledBackTransactionAreNotCached() {
        transaction.executeWithoutResult(status -> {
            grants.create(administrator, Grantee.of(anna.id()), wish(WEB, Role.VIEWER, null));
            assertThat(access.subject(anna.id()).grants()).hasSize(1);
            status.setRollbackOnly();
        });

        assertThat(access.subject(anna.id()).grants()).isEmpty();
    }

    @Test
    void listenersOfAChangeReadTheNewPermissions() {
        ServerAttributes server = ServerAttributes.withoutMetadata(new ServerKey(LAB, new ServerId("s")), WEB, "web-1");
        assertThat(access.isVisible(access.subject(anna.id()), server)).isFalse();
        List<Boolean> seen = new ArrayList<>();
        told.setAction(user -> seen.add(access.isVisible(access.subject(user), server)));

        Grant grant = grants.create(administrator, Grantee.of(anna.id()), wish(WEB, Role.VIEWER, null))
                .grant();
        grants.revoke(administrator, grant.id());

        assertThat(seen).containsExactly(true, false);
    }

    @Test
    void permissionsFollowTheStartAndEndOfAGrant() {
        ServerAttributes server = ServerAttributes.withoutMetadata(new ServerKey(LAB, new ServerId("s")), WEB, "web-1");
        Instant now = Instant.now();
        grants.create(
                administrator,
                Grantee.of(anna.id()),
                terms(WEB, Role.VIEWER, now.plusSeconds(3600), now.plusSeconds(7200)));
        grants.create(
                administrator,
                Grantee.of(anna.id()),
                terms(WEB, Role.VIEWER, now.minusSeconds(7200), now.minusSeconds(3600)));
        assertThat(access.isVisible(access.subject(anna.id()), server)).isFalse();

        grants.create(
                administrator,
                Grantee.of(anna.id()),
                terms(WEB, Role.VIEWER, now.minusSeconds(3600), now.plusSeconds(3600)));
        assertThat(access.isVisible(access.subject(anna.id()), server)).isTrue();
    }

    @Test
    void disabledUserLosesAllPermissions() {
        grants.create(administrator, Grantee.of(anna.id()), wish(WEB, Role.VIEWER, null));
        assertThat(access.subject(anna.id()).active()).isTrue();
        told.clear();

        transaction.executeWithoutResult(status -> {
            directory.add(anna.name().value(), User.State.DISABLED, User.Role.MEMBER);
            events.publishEvent(new UserChanged(anna.id()));
        });

        assertThat(access.subject(anna.id()).active()).isFalse();
        assertThat(told.users()).containsExactly(anna.id());
    }

    @Test
    void subjectIsCachedUntilItChanges() {
        access.subject(anna.id());
        int before = directory.readCount();

        for (int i = 0; i < 10; i++) {
            access.subject(anna.id());
        }

        assertThat(directory.readCount()).isEqualTo(before);
    }

    @Test
    void allKindsOfTermsAreStored() {
        WeeklyHours office = new WeeklyHours(
                ZoneId.of("Asia/Shanghai"),
                List.of(new WeeklyHours.WeeklySpan(Set.of(DayOfWeek.MONDAY), LocalTime.of(8, 0), LocalTime.MIDNIGHT)));
        List<GrantTerms> all = Stream.of(
                        new ResourceSelector.ByIds(Set.of(new ServerId("s-1"), new ServerId("s-2"))),
                        new ResourceSelector.ByName(new NamePattern("web-*")),
                        new ResourceSelector.ByTag("\u84dd\" \\"),
                        new ResourceSelector.ByMetadata(Map.of("team", "shop", "tier", "")),
                        new ResourceSelector.OwnedServers())
                .map(selector -> new GrantTerms(
                        LAB,
                        Set.of(WEB, new ProjectId("p-db")),
                        selector,
                        Role.unnamed(Set.of(Permission.SERVER_START)),
                        null,
                        FRIDAY,
                        office))
                .toList();

        List<Grant> given = grants.replace(administrator, Grantee.of(anna.id()), all);

        assertThat(given).extracting(Grant::terms).containsExactlyInAnyOrderElementsOf(all);
        assertThat(grants.replace(administrator, Grantee.of(anna.id()), all))
                .as("equal grants are detected")
                .containsExactlyInAnyOrderElementsOf(given);
    }

    @Test
    void groupGrantAppliesToCurrentMembersOnly() {
        TestAccounts.insert(database, anna);
        Group group = groups.create(administrator, new GroupName("Web " + anna.name()), Set.of());
        Grant grant = grants.create(administrator, Grantee.of(group.id()), wish(WEB, Role.OPERATOR, null))
                .grant();
        assertThat(access.subject(anna.id()).grants()).isEmpty();
        told.clear();

        groups.setMembers(administrator, group.id(), Set.of(anna.id()));
        assertThat(grants.countByUser()).containsEntry(anna.id(), 1);
        assertThat(access.subject(anna.id()).grants()).containsExactly(grant);
        assertThat(told.users()).containsExactly(anna.id());

        grants.revoke(administrator, grant.id());
        assertThat(access.subject(anna.id()).grants()).isEmpty();
        assertThat(told.users()).hasSize(2);

        assertThat(audit.actions()).containsExactly("group.create", "grant.create", "group.members", "grant.revoke");
        grants.create(administrator, Grantee.of(group.id()), wish(WEB, Role.VIEWER, null));
        groups.delete(administrator, group.id());
        assertThat(access.subject(anna.id()).grants()).isEmpty();
        assertThat(grants.listByGrantee(Grantee.of(group.id()))).isEmpty();
        assertThat(groups.find(group.id())).isEmpty();
        assertThat(audit.actions()).endsWith("grant.create", "group.remove");
    }

    @Test
    void groupUpdateDoesNotRestoreAConcurrentlyRemovedMember() {
        TestAccounts.insert(database, anna);
        GroupName before = new GroupName("Team " + anna.name());
        Group opened = groups.create(administrator, before, Set.of(anna.id()));
        groups.setMembers(administrator, opened.id(), Set.of());
        audit.clear();

        Group renamed = groups.update(administrator, opened.id(), new GroupName(before + " 2"), Set.of(), Set.of());

        assertThat(renamed.members()).isEmpty();
        assertThat(groups.find(opened.id()).orElseThrow().members()).isEmpty();
        assertThat(groups.update(administrator, opened.id(), before, Set.of(anna.id()), Set.of()))
                .isEqualTo(opened);
        assertThat(audit.actions()).containsExactly("group.rename", "group.rename", "group.members");
        assertThatExceptionOfType(UnknownUserException.class)
                .isThrownBy(() -> groups.create(
                        administrator, new GroupName(before + " 3"), Set.of(new UserId(UUID.randomUUID()))));
        assertThat(groups.find(new GroupName(before + " 3"))).isEmpty();
    }

    @Test
    void freshSubjectLacksAGrantRevokedOnAnotherInstance() {
        Grant grant = grants.create(administrator, Grantee.of(anna.id()), wish(WEB, Role.OPERATOR, null))
                .grant();
        assertThat(access.subject(anna.id()).grants()).containsExactly(grant);

        database.sql("delete from grants where id = ?")
                .param(grant.id().toString())
                .update();

        assertThat(access.loadSubject(anna.id()).grants()).isEmpty();
        assertThat(access.subject(anna.id()).grants()).isEmpty();
    }

    @Test
    void customRoleChangeTakesEffectAndUsedRoleIsNotDeleted() {
        String word = "r-" + UUID.randomUUID();
        roles.createOrUpdate(administrator, new Role(word, Set.of(Permission.SERVER_START)));
        Role role = roles.find(word).orElseThrow();
        Grant grant = grants.create(administrator, Grantee.of(anna.id()), wish(WEB, role, null))
                .grant();
        assertThat(access.permissions(anna.id()).decide(Permission.SERVER_STOP, facts()))
                .isEqualTo(new Decision.NotGranted(Permission.SERVER_STOP));
        told.clear();

        roles.createOrUpdate(administrator, new Role(word, Set.of(Permission.SERVER_STOP)));

        assertThat(told.users()).containsExactly(anna.id());
        assertThat(access.permissions(anna.id())
                        .decide(Permission.SERVER_STOP, facts())
                        .isAllowed())
                .isTrue();
        assertThatExceptionOfType(RoleChangeRefusedException.class).isThrownBy(() -> roles.delete(administrator, word));
        assertThatExceptionOfType(RoleChangeRefusedException.class)
                .isThrownBy(
                        () -> roles.createOrUpdate(administrator, new Role("viewer", Set.of(Permission.SERVER_STOP))));
        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> roles.createOrUpdate(FakeUserDirectory.caller(anna), role));
        grants.revoke(administrator, grant.id());
        roles.delete(administrator, word);
        assertThat(roles.find(word)).isEmpty();
        assertThatExceptionOfType(UnknownRoleException.class)
                .isThrownBy(() -> grants.create(administrator, Grantee.of(anna.id()), wish(WEB, role, null)));
    }

    @Test
    void concurrentRoleChangeFails() {
        String word = "r-" + UUID.randomUUID();
        Role seen = roles.create(administrator, new Role(word, Set.of(Permission.SERVER_START)));
        Role first = roles.update(administrator, seen, new Role(word, Set.of(Permission.SERVER_STOP)));
        told.clear();
        audit.clear();

        assertThatExceptionOfType(RoleConflictException.class)
                .isThrownBy(() -> roles.update(administrator, seen, new Role(word, Set.of(Permission.SERVER_LOG))));
        assertThatExceptionOfType(RoleConflictException.class).isThrownBy(() -> roles.create(administrator, seen));
        assertThatExceptionOfType(RoleChangeRefusedException.class)
                .isThrownBy(() -> roles.create(administrator, Role.VIEWER));
        roles.delete(administrator, word);
        assertThatExceptionOfType(RoleConflictException.class)
                .isThrownBy(() -> roles.update(administrator, first, seen));

        assertThat(roles.find(word)).isEmpty();
        assertThat(audit.actions()).containsExactly("role.remove");
        assertThat(told.roles()).containsExactly(word);
    }

    @Test
    void usageContainsTheGranteesOfEachRole() {
        TestAccounts.insert(database, anna);
        String word = "r-" + UUID.randomUUID();
        Role role = roles.create(administrator, new Role(word, Set.of(Permission.SERVER_START)));
        Group group = groups.create(administrator, new GroupName("Uses " + anna.name()), Set.of(anna.id()));
        assertThat(roles.usage()).doesNotContainKey(word);

        grants.create(administrator, Grantee.of(anna.id()), wish(WEB, role, null));
        grants.create(administrator, Grantee.of(anna.id()), wish(null, role, null));
        grants.create(administrator, Grantee.of(group.id()), wish(WEB, role, null));

        assertThat(roles.usage())
                .containsEntry(word, new RoleUsage(3, Set.of(Grantee.of(anna.id()), Grantee.of(group.id()))));
    }

    @Test
    void grantBeyondTheLimitIsRefused() {
        List<GrantTerms> most = IntStream.range(0, GrantService.MAX_PER_GRANTEE)
                .mapToObj(i -> wish(new ProjectId("p-" + i), Role.VIEWER, null))
                .toList();
        grants.replace(administrator, Grantee.of(anna.id()), most);

        assertThatExceptionOfType(TooManyGrantsException.class)
                .isThrownBy(() -> grants.create(administrator, Grantee.of(anna.id()), wish(WEB, Role.VIEWER, null)));

        assertThat(grants.create(administrator, Grantee.of(anna.id()), most.getFirst())
                        .grant()
                        .terms())
                .as("an equal grant does not count")
                .isEqualTo(most.getFirst());
        assertThat(grants.countByUser()).containsEntry(anna.id(), GrantService.MAX_PER_GRANTEE);
    }

    @Test
    void granteeBeyondTheLimitPreventsTheGrantsOfTheOtherGrantees() {
        User noah = directory.member("noah-" + UUID.randomUUID().toString().substring(0, 8));
        grants.replace(
                administrator,
                Grantee.of(anna.id()),
                IntStream.range(0, GrantService.MAX_PER_GRANTEE)
                        .mapToObj(i -> wish(new ProjectId("p-" + i), Role.VIEWER, null))
                        .toList());
        List<Grantee> both = List.of(Grantee.of(noah.id()), Grantee.of(anna.id()));

        assertThatExceptionOfType(TooManyGrantsException.class)
                .isThrownBy(() -> grants.createAll(administrator, both, List.of(wish(WEB, Role.OPERATOR, null))));

        assertThat(grants.listByGrantee(Grantee.of(noah.id()))).isEmpty();
        assertThat(grants.createAll(
                        administrator,
                        both,
                        List.of(grants.listByGrantee(Grantee.of(anna.id()))
                                .getFirst()
                                .terms())))
                .extracting(creation -> creation.grant().grantee())
                .isEqualTo(both);
    }

    @Test
    void grantForOwnedServersFollowsTheOwner() {
        TestAccounts.insert(database, anna);
        grants.create(
                administrator,
                Grantee.of(anna.id()),
                new GrantTerms(LAB, Set.of(), new ResourceSelector.OwnedServers(), Role.VIEWER, null, null, null));
        ServerKey key = new ServerKey(LAB, new ServerId("own-" + anna.name()));
        ServerAttributes server = ServerAttributes.withoutMetadata(key, WEB, "web-1");
        assertThat(access.isVisible(access.subject(anna.id()), server)).isFalse();

        ownership.assign(administrator, server, anna.id());
        assertThat(access.isVisible(access.subject(anna.id()), server)).isTrue();
        assertThat(ownership.findOwner(key)).contains(anna.id());

        ownership.assign(administrator, server, null);
        assertThat(access.isVisible(access.subject(anna.id()), server)).isFalse();
        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> ownership.assign(FakeUserDirectory.caller(anna), server, anna.id()));
    }

    private static ServerAttributes facts() {
        return ServerAttributes.withoutMetadata(new ServerKey(LAB, new ServerId("s")), WEB, "web-1");
    }

    @Test
    void databaseRefusesAnEndBeforeTheStart() {
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> database.sql("""
                                insert into grants
                                  (id, subject_type, subject_id, cloud, servers, role, valid_from, valid_until, created_at, created_by)
                                values (?, 'USER', ?, 'lab', '{"all":true}', 'viewer', '2026-01-02', '2026-01-01', '2026-01-01', ?)""")
                        .params(
                                UUID.randomUUID().toString(),
                                anna.id().toString(),
                                anna.id().toString())
                        .update());
    }

    private static GrantTerms wish(@Nullable ProjectId project, Role role, @Nullable Instant until) {
        return terms(project, role, null, until);
    }

    private static GrantTerms terms(
            @Nullable ProjectId project, Role role, @Nullable Instant from, @Nullable Instant until) {
        return new GrantTerms(LAB, project == null ? Set.of() : Set.of(project), role, from, until);
    }
}
