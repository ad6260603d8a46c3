package org.stackdeck.access.ownership;

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
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.AccessTestConfiguration;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.RecordedAccessEvents;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.grant.GrantRepository;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.ActionTarget;
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
import org.stackdeck.identity.FakeStepUpCheck;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TestAccounts;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscription;

@DatabaseTest
@Import({
    AccessTestConfiguration.class,
    RefreshingOwnerCache.class,
    AdminActionExecutorTestConfiguration.class,
    FakeUserDirectory.class,
    FakeAuditTrail.class,
    RecordedAccessEvents.class
})
class OwnershipServiceTests {

    private static final CloudName LAB = new CloudName("lab");
    private static final ProjectId WEB = new ProjectId("p-web");
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @Autowired
    OwnershipService ownership;

    @Autowired
    OwnerCache book;

    @Autowired
    GrantRepository rows;

    @Autowired
    AdminActionExecutor work;

    @Autowired
    GrantService grants;

    @Autowired
    AccessDecisionService access;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeStepUpCheck stepUp;

    @Autowired
    FakeAuditTrail audit;

    @Autowired
    RecordedAccessEvents told;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient database;

    private final ServerAttributes server = server("web-1");
    private Caller administrator;
    private User anna;
    private User ben;

    @BeforeEach
    void nobodyOwnsAnything() {
        administrator = FakeUserDirectory.caller(directory.administrator("ada"));
        anna = known("anna");
        ben = known("ben");
        stepUp.setRequired(false);
        audit.clear();
        told.clear();
    }

    @Test
    void ownerIsSetChangedAndRemovedWithAuditEntries() {
        ownership.assign(administrator, server, anna.id());
        ownership.assign(administrator, server, anna.id());
        ownership.assign(administrator, server, ben.id());
        assertThat(ownership.findOwner(server.key())).contains(ben.id());
        assertThat(ownership.findOwnedBy(ben.id())).containsExactly(server.key());
        assertThat(ownership.findOwnedBy(anna.id())).isEmpty();
        assertThat(ownership.loadAll().ownerOf(server.key())).contains(new Owner(ben.id(), ben.name()));

        ownership.assign(administrator, server, null);
        ownership.assign(administrator, server, null);
        assertThat(ownership.findOwner(server.key())).isEmpty();
        assertThat(ownership.loadAll().ownerOf(server.key())).isEmpty();

        assertThat(audit.entries())
                .extracting(AuditEntry::action, AuditEntry::objectName, AuditEntry::detail)
                .containsExactly(
                        tuple("server.owner", "web-1", ownerChange(anna.name(), "-")),
                        tuple("server.owner", "web-1", ownerChange(ben.name(), anna.name())),
                        tuple("server.owner", "web-1", ownerChange("-", ben.name())));
        assertThat(told.users()).containsExactly(anna.id(), anna.id(), ben.id(), ben.id());
    }

    @Test
    void assignRequiresARecentAdministratorAndAnExistingUser() {
        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> ownership.assign(FakeUserDirectory.caller(anna), server, anna.id()));
        stepUp.setRequired(true);
        assertThatExceptionOfType(StepUpRequiredException.class)
                .isThrownBy(() -> ownership.assign(administrator, server, anna.id()));
        stepUp.setRequired(false);
        assertThatExceptionOfType(UnknownUserException.class)
                .isThrownBy(() -> ownership.assign(administrator, server, new UserId(UUID.randomUUID())));

        assertThat(ownership.findOwner(server.key())).isEmpty();
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

        assertThat(ownership.findOwner(server.key())).contains(ben.id());
        assertThat(audit.entries())
                .extracting(AuditEntry::detail)
                .containsExactly(ownerChange(anna.name(), "-"), ownerChange(ben.name(), anna.name()));
    }

    @Test
    void disabledOwnerKeepsTheServerWithoutPermissions() {
        grants.create(
                administrator,
                Grantee.of(anna.id()),
                new GrantTerms(LAB, Set.of(), new ResourceSelector.OwnedServers(), Role.OPERATOR, null, null, null));
        ownership.assign(administrator, server, anna.id());
        assertThat(access.permissions(anna.id()).isVisible(server)).isTrue();

        become(User.State.DISABLED);
        assertThat(access.permissions(anna.id()).isVisible(server)).isFalse();
        assertThat(book.current().ownerOf(server.key())).contains(new Owner(anna.id(), anna.name()));

        become(User.State.ACTIVE);
        assertThat(access.permissions(anna.id()).isVisible(server)).isTrue();
    }

    @Test
    void serverOfADeletedAccountHasNoOwner() {
        ownership.assign(administrator, server, anna.id());

        database.sql("delete from accounts where id = ?")
                .param(anna.id().toString())
                .update();

        assertThat(ownership.findOwner(server.key())).isEmpty();
        assertThat(ownership.loadAll().ownerOf(server.key())).isEmpty();
    }

    @Test
    void newServerWithTheSameNameHasNoOwner() {
        grants.create(
                administrator,
                Grantee.of(anna.id()),
                new GrantTerms(LAB, Set.of(), new ResourceSelector.OwnedServers(), Role.OPERATOR, null, null, null));
        ownership.assign(administrator, server, anna.id());

        ServerAttributes rebuilt = server("web-1");
        ServerAttributes elsewhere = ServerAttributes.withoutMetadata(
                new ServerKey(new CloudName("other"), server.key().id()), WEB, "web-1");

        assertThat(access.permissions(anna.id()).isVisible(server))
                .as("the restored server")
                .isTrue();
        for (ServerAttributes other : List.of(rebuilt, elsewhere)) {
            assertThat(book.current().ownerOf(other.key())).isEmpty();
            assertThat(access.permissions(anna.id()).isVisible(other)).isFalse();
        }
    }

    @Test
    void ownerCacheIsUpdatedAndNotifiesImmediately() {
        List<OwnerMap> heard = new CopyOnWriteArrayList<>();
        try (Subscription _ = book.subscribe(heard::add)) {
            await().atMost(A_SECOND).until(() -> heard.size() == 1);

            ownership.assign(administrator, server, anna.id());

            assertThat(book.current().ownerOf(server.key())).contains(new Owner(anna.id(), anna.name()));
            await().atMost(A_SECOND).until(() -> heard.size() == 2);
            assertThat(heard.getLast().ownerOf(server.key())).contains(new Owner(anna.id(), anna.name()));
            assertThat(heard.getFirst().serversWithOtherOwner(heard.getLast())).containsExactly(server.key());
        }
        ownership.assign(administrator, server, null);
        assertThat(book.current().ownerOf(server.key())).isEmpty();
        assertThat(heard).hasSize(2);
    }

    @Test
    void ownerCacheIgnoresARolledBackChange() {
        RefreshingOwnerCache empty = new RefreshingOwnerCache(ownership, Duration.ofMinutes(1));
        try {
            transaction.executeWithoutResult(status -> {
                ownership.assign(administrator, server, anna.id());
                assertThat(empty.current().ownerOf(server.key())).isPresent();
                status.setRollbackOnly();
            });

            assertThat(empty.current().ownerOf(server.key())).isEmpty();
            assertThat(book.current().ownerOf(server.key())).isEmpty();
        } finally {
            empty.close();
        }
    }

    @Test
    void ownerCacheDetectsChangesOfOtherInstancesWithOneQuery() {
        AtomicInteger reads = new AtomicInteger();
        RefreshingOwnerCache here = new RefreshingOwnerCache(counting(reads), Duration.ofMillis(300));
        List<List<OwnerMap>> heard = IntStream.range(0, 20)
                .<List<OwnerMap>>mapToObj(_ -> new CopyOnWriteArrayList<>())
                .toList();
        try {
            heard.forEach(serverOwnerMaps -> here.subscribe(serverOwnerMaps::add));
            await().atMost(A_SECOND)
                    .until(() -> heard.stream().allMatch(serverOwnerMaps -> serverOwnerMaps.size() == 1));
            database.sql(
                            "insert into resource_owners (cloud, target_type, target_id, account_id) values (?, 'server', ?, ?)")
                    .params(
                            server.key().cloud().value(),
                            server.key().id().value(),
                            anna.id().toString())
                    .update();

            await().atMost(A_SECOND.multipliedBy(3))
                    .until(() -> heard.stream().allMatch(serverOwnerMaps -> serverOwnerMaps.size() == 2));
            assertThat(heard)
                    .allSatisfy(serverOwnerMaps -> assertThat(
                                    serverOwnerMaps.getLast().ownerOf(server.key()))
                            .isPresent());
            assertThat(reads).hasValueLessThan(20);
        } finally {
            here.close();
        }
    }

    @Test
    void usersAreLoadedOnlyForNewOwners() {
        AtomicInteger lists = new AtomicInteger();
        FakeUserDirectory counted = new FakeUserDirectory() {
            @Override
            public List<User> all() {
                lists.incrementAndGet();
                return super.all();
            }
        };
        counted.member(anna.name().value());
        counted.member(ben.name().value());
        OwnershipService fresh = new JdbcOwnershipService(database, counted, rows, work, events);
        database.sql("delete from resource_owners").update();
        ownership.assign(administrator, server, anna.id());
        ownership.assign(administrator, server("web-2"), ben.id());

        for (int i = 0; i < 3; i++) {
            assertThat(fresh.loadAll().byTarget()).hasSize(2);
            assertThat(fresh.loadAll().ownerOf(server.key())).contains(new Owner(anna.id(), anna.name()));
        }
        assertThat(lists).hasValue(1);
    }

    @Test
    void createdServerIsOwnedByItsCreatorUnlessItHasAnOwner() {
        ServerAttributes serverAttributes = server("made-" + UUID.randomUUID());
        transaction.executeWithoutResult(_ -> ownership.assignToCreator(anna.id(), serverAttributes.key()));
        transaction.executeWithoutResult(_ -> ownership.assignToCreator(ben.id(), serverAttributes.key()));

        assertThat(ownership.findOwner(serverAttributes.key())).contains(anna.id());
        assertThat(access.subject(anna.id()).owned()).contains(serverAttributes.key());
        assertThat(book.current().ownerOf(serverAttributes.key())).contains(new Owner(anna.id(), anna.name()));
    }

    @Test
    void aServerAndAnotherResourceWithEqualIdsHaveOwnersOfTheirOwn() {
        ServerAttributes server = server("same-id");
        ResourceKey volume =
                new ResourceKey(LAB, ResourceKind.VOLUME, server.key().id().value());
        ResourceKey image = new ResourceKey(LAB, ResourceKind.IMAGE, volume.id());
        transaction.executeWithoutResult(_ -> ownership.assignToCreator(anna.id(), server.key()));
        transaction.executeWithoutResult(_ -> ownership.assignToCreator(ben.id(), volume));

        assertThat(ownership.findOwner(server.key())).contains(anna.id());
        assertThat(ownership.findOwner(volume)).contains(ben.id());
        assertThat(ownership.findOwner(image)).isEmpty();
        assertThat(access.subject(ben.id()).owned()).contains(volume).doesNotContain(server.key());
        assertThat(book.current().ownerOf(volume)).contains(new Owner(ben.id(), ben.name()));

        transaction.executeWithoutResult(_ -> ownership.deleteOwner(volume));
        assertThat(ownership.findOwner(volume)).isEmpty();
        assertThat(ownership.findOwner(server.key())).contains(anna.id());
        assertThat(access.subject(ben.id()).owned()).isEmpty();
    }

    private OwnershipService counting(AtomicInteger reads) {
        return new OwnershipService() {
            @Override
            public Set<ActionTarget> findOwnedBy(UserId user) {
                return ownership.findOwnedBy(user);
            }

            @Override
            public Optional<UserId> findOwner(ActionTarget target) {
                return ownership.findOwner(target);
            }

            @Override
            public void assignToCreator(UserId creator, ActionTarget target) {
                ownership.assignToCreator(creator, target);
            }

            @Override
            public void deleteOwner(ActionTarget target) {
                ownership.deleteOwner(target);
            }

            @Override
            public OwnerMap loadAll() {
                reads.incrementAndGet();
                return ownership.loadAll();
            }

            @Override
            public void assign(Caller caller, ResourceAttributes attributes, @Nullable UserId owner) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private void become(User.State state) {
        directory.add(anna.name().value(), state, User.Role.MEMBER);
        transaction.executeWithoutResult(_ -> events.publishEvent(new UserChanged(anna.id())));
    }

    /** Creates a server with a unique ID. */
    private static ServerAttributes server(String name) {
        return ServerAttributes.withoutMetadata(
                new ServerKey(LAB, new ServerId(UUID.randomUUID().toString())), WEB, name);
    }

    /** Creates a user with a unique name, because the database is not cleaned. */
    private User known(String name) {
        return TestAccounts.insert(
                database,
                directory.member(name + "-" + UUID.randomUUID().toString().substring(0, 8)));
    }

    private static AuditDetail ownerChange(Object after, Object before) {
        return AuditDetail.of("cloud", "lab").with("owner", after).with("was", before);
    }
}
