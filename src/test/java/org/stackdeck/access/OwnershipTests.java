package org.stackdeck.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
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
import org.stackdeck.identity.FakeStepUp;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscription;

@DatabaseTest
@Import({
    GrantsTestConfiguration.class,
    StoredOwnerBook.class,
    AdministratorWorkTestConfiguration.class,
    FakeDirectory.class,
    RecordedAudit.class,
    ToldChanges.class
})
abstract class OwnershipTests {

    private static final CloudName LAB = new CloudName("lab");
    private static final ProjectId WEB = new ProjectId("p-web");
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @Autowired
    Ownership ownership;

    @Autowired
    OwnerBook book;

    @Autowired
    GrantRepository rows;

    @Autowired
    AdministratorWork work;

    @Autowired
    Grants grants;

    @Autowired
    Access access;

    @Autowired
    FakeDirectory directory;

    @Autowired
    FakeStepUp stepUp;

    @Autowired
    RecordedAudit audit;

    @Autowired
    ToldChanges told;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient database;

    private final ServerFacts server = server("web-1");
    private Caller administrator;
    private User anna;
    private User ben;

    @BeforeEach
    void nobodyOwnsAnything() {
        administrator = FakeDirectory.caller(directory.administrator("ada"));
        anna = known("anna");
        ben = known("ben");
        stepUp.need(false);
        audit.forget();
        told.forget();
    }

    @Test
    void ownerIsSetChangedAndRemovedWithAuditEntries() {
        ownership.assign(administrator, server, anna.id());
        ownership.assign(administrator, server, anna.id());
        ownership.assign(administrator, server, ben.id());
        assertThat(ownership.owner(server.key())).contains(ben.id());
        assertThat(ownership.of(ben.id())).containsExactly(server.key());
        assertThat(ownership.of(anna.id())).isEmpty();
        assertThat(ownership.all().of(server.key())).contains(new Owner(ben.id(), ben.name()));

        ownership.assign(administrator, server, null);
        ownership.assign(administrator, server, null);
        assertThat(ownership.owner(server.key())).isEmpty();
        assertThat(ownership.all().of(server.key())).isEmpty();

        assertThat(audit.entries())
                .extracting(AuditEntry::action, AuditEntry::objectName, AuditEntry::detail)
                .containsExactly(
                        tuple("server.owner", "web-1", "cloud=lab owner=" + anna.name() + " was=-"),
                        tuple("server.owner", "web-1", "cloud=lab owner=" + ben.name() + " was=" + anna.name()),
                        tuple("server.owner", "web-1", "cloud=lab owner=- was=" + ben.name()));
        assertThat(told.users()).containsExactly(anna.id(), anna.id(), ben.id(), ben.id());
    }

    @Test
    void assignRequiresARecentAdministratorAndAnExistingUser() {
        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> ownership.assign(FakeDirectory.caller(anna), server, anna.id()));
        stepUp.need(true);
        assertThatExceptionOfType(StepUpRequiredException.class)
                .isThrownBy(() -> ownership.assign(administrator, server, anna.id()));
        stepUp.need(false);
        assertThatExceptionOfType(UnknownUserException.class)
                .isThrownBy(() -> ownership.assign(administrator, server, new UserId(UUID.randomUUID())));

        assertThat(ownership.owner(server.key())).isEmpty();
        assertThat(audit.entries())
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::result)
                .containsExactly(
                        tuple(anna.name().value(), "server.owner", AuditEntry.Result.REFUSED),
                        tuple("ada", "server.owner", AuditEntry.Result.REFUSED));
        assertThat(told.users()).isEmpty();
    }

    @Test
    void concurrentAssignmentsOfAServerAreSerialized() throws Exception {
        CountDownLatch given = new CountDownLatch(1);
        CountDownLatch kept = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> transaction.executeWithoutResult(_ -> {
                ownership.assign(administrator, server, anna.id());
                given.countDown();
                await().until(() -> kept.getCount() == 0);
            }));
            given.await();
            Future<?> second = threads.submit(() -> ownership.assign(administrator, server, ben.id()));
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS));
            kept.countDown();
            first.get();
            second.get();
        }

        assertThat(ownership.owner(server.key())).contains(ben.id());
        assertThat(audit.entries())
                .extracting(AuditEntry::detail)
                .containsExactly(
                        "cloud=lab owner=" + anna.name() + " was=-",
                        "cloud=lab owner=" + ben.name() + " was=" + anna.name());
    }

    @Test
    void disabledOwnerKeepsTheServerWithoutPermissions() {
        grants.give(
                administrator,
                Grantee.of(anna.id()),
                new Terms(LAB, Set.of(), new ServerSelector.Own(), Role.OPERATOR, null, null, null));
        ownership.assign(administrator, server, anna.id());
        assertThat(access.rights(anna.id()).maySee(server)).isTrue();

        become(User.State.DISABLED);
        assertThat(access.rights(anna.id()).maySee(server)).isFalse();
        assertThat(book.owners().of(server.key())).contains(new Owner(anna.id(), anna.name()));

        become(User.State.ACTIVE);
        assertThat(access.rights(anna.id()).maySee(server)).isTrue();
    }

    @Test
    void serverOfADeletedAccountHasNoOwner() {
        ownership.assign(administrator, server, anna.id());

        database.sql("delete from accounts where id = ?")
                .param(anna.id().toString())
                .update();

        assertThat(ownership.owner(server.key())).isEmpty();
        assertThat(ownership.all().of(server.key())).isEmpty();
    }

    @Test
    void newServerWithTheSameNameHasNoOwner() {
        grants.give(
                administrator,
                Grantee.of(anna.id()),
                new Terms(LAB, Set.of(), new ServerSelector.Own(), Role.OPERATOR, null, null, null));
        ownership.assign(administrator, server, anna.id());

        ServerFacts rebuilt = server("web-1");
        ServerFacts elsewhere = ServerFacts.remembered(
                new ServerKey(new CloudName("other"), server.key().id()), WEB, "web-1");

        assertThat(access.rights(anna.id()).maySee(server))
                .as("the restored server")
                .isTrue();
        for (ServerFacts other : List.of(rebuilt, elsewhere)) {
            assertThat(book.owners().of(other.key())).isEmpty();
            assertThat(access.rights(anna.id()).maySee(other)).isFalse();
        }
    }

    @Test
    void ownerCacheIsUpdatedAndNotifiesImmediately() {
        List<Owners> heard = new CopyOnWriteArrayList<>();
        try (Subscription _ = book.watch(heard::add)) {
            await().atMost(A_SECOND).until(() -> heard.size() == 1);

            ownership.assign(administrator, server, anna.id());

            assertThat(book.owners().of(server.key())).contains(new Owner(anna.id(), anna.name()));
            await().atMost(A_SECOND).until(() -> heard.size() == 2);
            assertThat(heard.getLast().of(server.key())).contains(new Owner(anna.id(), anna.name()));
            assertThat(heard.getFirst().differing(heard.getLast())).containsExactly(server.key());
        }
        ownership.assign(administrator, server, null);
        assertThat(book.owners().of(server.key())).isEmpty();
        assertThat(heard).hasSize(2);
    }

    @Test
    void ownerCacheIgnoresARolledBackChange() {
        StoredOwnerBook empty = new StoredOwnerBook(ownership, Duration.ofMinutes(1));
        try {
            transaction.executeWithoutResult(status -> {
                ownership.assign(administrator, server, anna.id());
                assertThat(empty.owners().of(server.key())).isPresent();
                status.setRollbackOnly();
            });

            assertThat(empty.owners().of(server.key())).isEmpty();
            assertThat(book.owners().of(server.key())).isEmpty();
        } finally {
            empty.close();
        }
    }

    @Test
    void ownerCacheDetectsChangesOfOtherInstancesWithOneQuery() {
        AtomicInteger reads = new AtomicInteger();
        StoredOwnerBook here = new StoredOwnerBook(counting(reads), Duration.ofMillis(300));
        List<List<Owners>> heard = IntStream.range(0, 20)
                .<List<Owners>>mapToObj(_ -> new CopyOnWriteArrayList<>())
                .toList();
        try {
            heard.forEach(one -> here.watch(one::add));
            await().atMost(A_SECOND).until(() -> heard.stream().allMatch(one -> one.size() == 1));
            database.sql("insert into server_owners (cloud, server, account_id) values (?, ?, ?)")
                    .params(
                            server.key().cloud().value(),
                            server.key().id().value(),
                            anna.id().toString())
                    .update();

            await().atMost(A_SECOND.multipliedBy(3)).until(() -> heard.stream().allMatch(one -> one.size() == 2));
            assertThat(heard)
                    .allSatisfy(
                            one -> assertThat(one.getLast().of(server.key())).isPresent());
            assertThat(reads).hasValueLessThan(20);
        } finally {
            here.close();
        }
    }

    @Test
    void usersAreLoadedOnlyForNewOwners() {
        AtomicInteger lists = new AtomicInteger();
        FakeDirectory counted = new FakeDirectory() {
            @Override
            public List<User> all() {
                lists.incrementAndGet();
                return super.all();
            }
        };
        counted.member(anna.name().value());
        counted.member(ben.name().value());
        Ownership fresh = new StoredOwnership(database, counted, rows, work, events);
        database.sql("delete from server_owners").update();
        ownership.assign(administrator, server, anna.id());
        ownership.assign(administrator, server("web-2"), ben.id());

        for (int i = 0; i < 3; i++) {
            assertThat(fresh.all().byServer()).hasSize(2);
            assertThat(fresh.all().of(server.key())).contains(new Owner(anna.id(), anna.name()));
        }
        assertThat(lists).hasValue(1);
    }

    @Test
    void createdServerIsOwnedByItsCreatorUnlessItHasAnOwner() {
        ServerFacts made = server("made-" + UUID.randomUUID());
        transaction.executeWithoutResult(_ -> ownership.made(anna.id(), made.key()));
        transaction.executeWithoutResult(_ -> ownership.made(ben.id(), made.key()));

        assertThat(ownership.owner(made.key())).contains(anna.id());
        assertThat(access.subject(anna.id()).owned()).contains(made.key());
        assertThat(book.owners().of(made.key())).contains(new Owner(anna.id(), anna.name()));
    }

    private Ownership counting(AtomicInteger reads) {
        return new Ownership() {
            @Override
            public Set<ServerKey> of(UserId user) {
                return ownership.of(user);
            }

            @Override
            public Optional<UserId> owner(ServerKey key) {
                return ownership.owner(key);
            }

            @Override
            public void made(UserId maker, ServerKey key) {
                ownership.made(maker, key);
            }

            @Override
            public Owners all() {
                reads.incrementAndGet();
                return ownership.all();
            }

            @Override
            public void assign(Caller caller, ServerFacts facts, @Nullable UserId owner) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private void become(User.State state) {
        directory.put(anna.name().value(), state, User.Role.MEMBER);
        transaction.executeWithoutResult(_ -> events.publishEvent(new UserChanged(anna.id())));
    }

    /** Server with a unique id. */
    private static ServerFacts server(String name) {
        return ServerFacts.remembered(
                new ServerKey(LAB, new ServerId(UUID.randomUUID().toString())), WEB, name);
    }

    /**
     * User with a unique name, because the database is not cleaned. Creates the account's row, which foreign keys
     * require but the fake directory does not.
     */
    private User known(String name) {
        User user = directory.member(name + "-" + UUID.randomUUID().toString().substring(0, 8));
        database.sql("""
                        insert into accounts (id, name, display_name, state, role, password_hash, generation, created_at, version)
                        values (?, ?, ?, 'ACTIVE', 'MEMBER', 'x', 1, '2026-01-01', 0)""")
                .params(user.id().toString(), user.name().value(), user.displayName())
                .update();
        return user;
    }
}
