package org.stackdeck.access;

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
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.RecordedAudit;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.AdministratorWork;
import org.stackdeck.identity.AdministratorWorkTestConfiguration;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.FakeInvitations;
import org.stackdeck.identity.Group;
import org.stackdeck.identity.GroupName;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;

@DatabaseTest
@Import({
    StoredGrants.class,
    GrantBook.class,
    GrantsAbout.class,
    GrantNews.class,
    StoredRoles.class,
    OpenPromises.class,
    FakeInvitations.class,
    StoredOwnership.class,
    AdministratorWorkTestConfiguration.class,
    SubjectLoader.class,
    FakeDirectory.class,
    RecordedAudit.class
})
abstract class WhoCanTests {

    private static final int ROUNDS = 40;
    private static final Instant NOW = RandomTerms.NOW;
    private static final CloudName LAB = new CloudName("lab");
    private static final ProjectId WEB = new ProjectId("p-web");
    private static final ServerFacts SERVER =
            new ServerFacts(new ServerKey(LAB, new ServerId("s")), WEB, "<b>web-1</b>", Set.of("blue"), Map.of());

    @Autowired
    Grants grants;

    @Autowired
    Groups groups;

    @Autowired
    Roles roles;

    @Autowired
    Ownership ownership;

    @Autowired
    GrantsAbout about;

    @Autowired
    SubjectLoader loader;

    @Autowired
    AdministratorWork work;

    @Autowired
    FakeDirectory directory;

    @Autowired
    RecordedAudit audit;

    @Autowired
    JdbcClient database;

    @Autowired
    EntityManagerFactory entities;

    private Caller administrator;
    private User anna;
    private User ben;
    private WhoCan whoCan;

    @BeforeEach
    void nothingIsGranted() {
        administrator = FakeDirectory.caller(directory.administrator("ada"));
        database.sql("delete from grants").update();
        database.sql("delete from user_groups").update();
        database.sql("delete from server_owners").update();
        anna = known(directory.member("anna"));
        ben = known(directory.member("ben"));
        whoCan = at(NOW);
        audit.forget();
    }

    @Test
    void grantsAsOwnerMatchTheAccessAfterTheAssignment() {
        grants.give(administrator, Grantee.of(anna.id()), own(Role.OPERATOR));
        grants.give(administrator, Grantee.of(anna.id()), terms(Role.VIEWER, null, null));
        Group team = groups.create(administrator, new GroupName("Team"), Set.of(anna.id()));
        grants.give(administrator, Grantee.of(team.id()), own(Role.MANAGER));

        List<Way.ByGrant> would = whoCan.asOwner(administrator, SERVER, anna.id());
        ownership.assign(administrator, SERVER, anna.id());

        assertThat(would)
                .extracting(way -> way.role().word())
                .containsExactlyInAnyOrder(Role.OPERATOR.word(), Role.MANAGER.word());
        assertThat(whoCan.of(administrator, SERVER).all())
                .filteredOn(holder -> holder.user().equals(anna))
                .singleElement()
                .satisfies(holder -> assertThat(holder.ways()).containsAll(would));
        assertThat(whoCan.asOwner(administrator, SERVER, ben.id())).isEmpty();
        assertThat(whoCan.asOwner(administrator, SERVER, administrator.userId()))
                .isEmpty();
        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> whoCan.asOwner(FakeDirectory.caller(anna), SERVER, anna.id()));
    }

    @Test
    void reportContainsEachAccessPathWithItsTimes() {
        Group team = groups.create(administrator, new GroupName("Web team"), Set.of(anna.id(), ben.id()));
        Grant direct = grants.give(administrator, Grantee.of(anna.id()), terms(Role.VIEWER, null, NOW.plusSeconds(60)));
        Grant byTeam =
                grants.give(administrator, Grantee.of(team.id()), terms(Role.OPERATOR, NOW.plusSeconds(10), null));
        Grant owned = grants.give(
                administrator,
                Grantee.of(ben.id()),
                new Terms(LAB, Set.of(), new ServerSelector.Own(), Role.MANAGER, null, null, null));
        ownership.assign(administrator, SERVER, ben.id());
        grants.give(administrator, Grantee.of(ben.id()), terms(Role.MANAGER, null, NOW));

        Holders holders = whoCan.of(administrator, SERVER);

        assertThat(holders.owner()).isEqualTo(ben);
        assertThat(holders.changesAt()).isEqualTo(NOW.plusSeconds(10));
        assertThat(holders.all())
                .containsExactly(
                        new Holder(user("ada"), true, List.of(new Way.Administrator())),
                        new Holder(
                                anna,
                                true,
                                List.of(
                                        new Way.ByGrant(direct.id(), direct.terms(), null, null),
                                        new Way.ByGrant(byTeam.id(), byTeam.terms(), team, NOW.plusSeconds(10)))),
                        new Holder(
                                ben,
                                true,
                                List.of(
                                        new Way.ByGrant(owned.id(), owned.terms(), null, null),
                                        new Way.ByGrant(byTeam.id(), byTeam.terms(), team, NOW.plusSeconds(10)))));
        assertThat(((Way.ByGrant) holders.all().getLast().ways().getFirst()).asOwner())
                .isTrue();
    }

    @Test
    void reportExcludesDisabledUsersAndRevokedAccess() {
        Group team = groups.create(administrator, new GroupName("Web team"), Set.of(anna.id()));
        grants.give(administrator, Grantee.of(team.id()), terms(Role.VIEWER, null, null));
        Grant direct = grants.give(administrator, Grantee.of(ben.id()), terms(Role.VIEWER, null, null));
        assertThat(names(whoCan.again(administrator, SERVER))).containsExactly("ada", "anna", "ben");

        groups.setMembers(administrator, team.id(), Set.of());
        assertThat(names(whoCan.again(administrator, SERVER))).containsExactly("ada", "ben");

        directory.put("ben", User.State.DISABLED, User.Role.MEMBER);
        assertThat(names(whoCan.again(administrator, SERVER))).containsExactly("ada");

        directory.member("ben");
        grants.revoke(administrator, direct.id());
        assertThat(names(whoCan.again(administrator, SERVER))).containsExactly("ada");
    }

    @Test
    void reportRequiresAnAdministratorAndIsAudited() {
        whoCan.of(administrator, SERVER);
        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> whoCan.of(FakeDirectory.caller(anna), SERVER));
        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> whoCan.again(FakeDirectory.caller(anna), SERVER));

        assertThat(audit.entries())
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::objectName, AuditEntry::result)
                .containsExactly(
                        tuple("ada", "server.access", SERVER.name(), AuditEntry.Result.SUCCESS),
                        tuple("anna", "server.access", SERVER.name(), AuditEntry.Result.REFUSED));
    }

    @Test
    void deletedRoleGivesNoAccess() {
        grants.give(administrator, Grantee.of(anna.id()), terms(Role.VIEWER, null, null));
        database.sql("update grants set role = 'gone'").update();

        assertThat(names(whoCan.of(administrator, SERVER))).containsExactly("ada");
    }

    @Test
    void numberOfQueriesDoesNotDependOnTheNumberOfUsers() {
        grants.give(administrator, Grantee.of(anna.id()), terms(Role.VIEWER, null, null));
        groups.create(administrator, new GroupName("Web team"), Set.of(anna.id()));
        long few = questions();
        for (int i = 0; i < 40; i++) {
            User user = known(directory.member("many-" + i));
            groups.create(administrator, new GroupName("Team " + i), Set.of(user.id()));
            grants.give(administrator, Grantee.of(user.id()), terms(Role.OPERATOR, null, null));
        }

        assertThat(questions()).isEqualTo(few);
        IntStream.range(0, 40).forEach(i -> directory.put("many-" + i, User.State.DISABLED, User.Role.MEMBER));
    }

    /** Compares with permission checks, now and at each later moment at which a grant could start. */
    @Test
    void reportMatchesPermissionChecks() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        roles.save(administrator, RandomTerms.ARCHIVIST);
        List<String> met = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<User> users = randomWorld(random);
            for (int i = 0; i < 5; i++) {
                ServerFacts server = RandomTerms.server(random);
                Map<UserId, Holder> listed = whoCan.of(administrator, server).all().stream()
                        .collect(Collectors.toMap(holder -> holder.user().id(), Function.identity()));
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
        database.sql("delete from server_owners").update();
        List<User> users = IntStream.range(0, 6)
                .mapToObj(i -> known(directory.put(
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
                                .mapToObj(_ -> RandomTerms.terms(random))
                                .toList()));
        for (int i = 0; i < 6; i++) {
            ownership.assign(
                    administrator,
                    RandomTerms.server(random),
                    RandomTerms.any(random, users.toArray(User[]::new)).id());
        }
        return users;
    }

    private static String expected(Subject subject, ServerFacts server) {
        Rights rights = Rights.of(subject, NOW);
        if (rights.maySee(server)) {
            return Stream.of(Permission.values())
                    .filter(permission -> rights.decide(permission, server).allowed())
                    .toList()
                    .toString();
        }
        Instant hour = NOW.truncatedTo(ChronoUnit.HOURS);
        boolean later = Stream.concat(
                        Stream.of(NOW.plusSeconds(1)),
                        IntStream.rangeClosed(1, 8 * 24).mapToObj(i -> hour.plus(i, ChronoUnit.HOURS)))
                .anyMatch(moment -> Rights.of(subject, moment).maySee(server));
        return later ? "later" : "";
    }

    private static String said(Optional<Holder> holder) {
        return holder.map(found -> found.now()
                        ? found.ways().stream()
                                .filter(Way::open)
                                .flatMap(way -> way.role().permissions().stream())
                                .distinct()
                                .sorted()
                                .toList()
                                .toString()
                        : "later")
                .orElse("");
    }

    private WhoCan at(Instant moment) {
        return new GrantedWhoCan(directory, ownership, about, work, Clock.fixed(moment, ZoneOffset.UTC));
    }

    private long questions() {
        Statistics statistics = entities.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        long before = statistics.getPrepareStatementCount();
        whoCan.of(administrator, SERVER);
        return statistics.getPrepareStatementCount() - before;
    }

    private static List<String> names(Holders holders) {
        return holders.all().stream()
                .map(holder -> holder.user().name().value())
                .toList();
    }

    private User user(String name) {
        return directory.find(FakeDirectory.idOf(name)).orElseThrow();
    }

    /** Creates the account's row, which foreign keys require but the fake directory does not. */
    private User known(User user) {
        boolean there = database.sql("select count(*) from accounts where id = ?")
                        .param(user.id().toString())
                        .query(Integer.class)
                        .single()
                > 0;
        if (!there) {
            database.sql("""
                            insert into accounts (id, name, display_name, state, role, password_hash, generation, created_at, version)
                            values (?, ?, ?, 'ACTIVE', 'MEMBER', 'x', 1, '2026-01-01', 0)""")
                    .params(user.id().toString(), user.name().value(), user.displayName())
                    .update();
        }
        return user;
    }

    private static Terms own(Role role) {
        return new Terms(LAB, Set.of(), new ServerSelector.Own(), role, null, null, null);
    }

    private static Terms terms(Role role, @Nullable Instant from, @Nullable Instant until) {
        return new Terms(LAB, Set.of(WEB), role, from, until);
    }
}
