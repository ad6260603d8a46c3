package org.stackdeck.operations.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.signin.AttemptLimitProperties;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.DeletionProtectionMap;
import org.stackdeck.operations.DeletionProtectionService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.OperationTestBase;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;
import org.stackdeck.operations.state.OperationTransitionService;
import org.stackdeck.platform.MutableClock;

class DeletionProtectionServiceTests extends OperationTestBase {

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration UNDO = Duration.ofSeconds(10);

    @Autowired
    DeletionProtectionService protection;

    @Autowired
    DeletionProtectionCache book;

    @Autowired
    DeletionProtectionRepository protections;

    @Autowired
    FakeResourceInventory resourceInventory;

    @Autowired
    SoftDeletedServerLookup deleted;

    @Autowired
    ActionAvailabilityService availability;

    @Autowired
    OperationTransitionService operationBook;

    @Autowired
    AttemptLimitProperties limits;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    ApplicationEventPublisher events;

    private final String name = "db-" + UUID.randomUUID();
    private Server db;
    private Caller ann;

    @BeforeEach
    void aServer() {
        database.sql("delete from deletion_protections").update();
        db = nova.put(ServerBuilder.named(name));
        inventory.refresh(db.key());
        ann = member("ann", Role.MANAGER);
    }

    @Test
    void aProtectedServerCannotBeDeletedUntilItsProtectionIsRemoved() {
        DeletionProtection set = protection.protect(ann, db.key(), "the books");

        Caller boss = new Caller(access.administrator(), new UserName("boss"), "127.0.0.1", Caller.Channel.REST);
        for (Caller anyone : List.of(ann, boss)) {
            for (ServerAction action : ServerAction.values()) {
                ActionAvailability actionAvailability = availability.check(access.subject(anyone.userId()), db, action);
                assertThat(actionAvailability instanceof ActionAvailability.Protected)
                        .as("%s", action)
                        .isEqualTo(EnumSet.of(ServerAction.DELETE, ServerAction.FORCE_DELETE, ServerAction.REBUILD)
                                .contains(action));
            }
            assertThat(refusal(() -> operations.submit(anyone, db.key(), ServerAction.DELETE)))
                    .isEqualTo(new ActionAvailability.Protected(set));
        }
        assertThat(refusal(() -> operations.submit(
                        ann, db.key(), ActionRequest.of(ServerAction.REBUILD).with(ActionParameter.IMAGE, "any"))))
                .isEqualTo(new ActionAvailability.Protected(set));
        protection.unprotect(boss, db.key());

        assertThat(operations.submit(ann, db.key(), ServerAction.DELETE).state())
                .isEqualTo(State.WAITING);
        assertThat(audited())
                .containsExactly(
                        "server.delete ACCEPTED ann",
                        "server.lift-protection SUCCESS boss",
                        "server.rebuild REFUSED ann",
                        "server.delete REFUSED boss",
                        "server.delete REFUSED ann",
                        "server.protect SUCCESS ann");
    }

    @Test
    void changesOfAUserAreLimited() {
        for (int changes = 0; changes < limits.changes(); changes++) {
            protection.protect(ann, db.key(), "change " + changes);
        }
        // On a slow machine, a few more changes are permitted in the meantime.
        assertThatThrownBy(() -> {
                    for (int more = 0; more < limits.changes(); more++) {
                        protection.protect(ann, db.key(), "once more");
                    }
                })
                .isInstanceOf(TooManyChangesException.class);
        assertThat(protection
                        .protect(member("ben", Role.MANAGER), db.key(), "another user")
                        .reason())
                .isEqualTo("another user");
    }

    @Test
    void protectionIsRefusedWithoutThePermissionToDelete() {
        Caller viewer = member("vic", Role.VIEWER);
        Caller stranger = caller("stranger");
        assertThat(refusal(() -> protection.protect(viewer, db.key(), null)))
                .isInstanceOf(ActionAvailability.NotGranted.class);
        assertThat(refusal(() -> protection.protect(stranger, db.key(), null)))
                .isEqualTo(new ActionAvailability.Invisible());
        assertThat(refusal(() -> protection.protect(ann, ServerBuilder.key("none"), null)))
                .isEqualTo(new ActionAvailability.Invisible());
        assertThat(protections.findProtection(db.key())).isEmpty();
        protection.protect(ann, db.key(), null);

        assertThat(refusal(() -> protection.unprotect(viewer, db.key())))
                .isInstanceOf(ActionAvailability.NotGranted.class);
        assertThat(refusal(() -> protection.unprotect(stranger, db.key())))
                .isEqualTo(new ActionAvailability.Invisible());
        assertThat(protections.findProtection(db.key())).isPresent();
        assertThat(audited())
                .containsExactly(
                        "server.lift-protection REFUSED stranger",
                        "server.lift-protection REFUSED vic",
                        "server.protect SUCCESS ann",
                        "server.protect REFUSED stranger",
                        "server.protect REFUSED vic");
    }

    @Test
    void removingProtectionRequiresReauthenticationAndSettingDoesNot() {
        stepUp.setRequired(true);
        protection.protect(ann, db.key(), null);
        assertThatThrownBy(() -> protection.unprotect(ann, db.key())).isInstanceOf(StepUpRequiredException.class);

        assertThat(protections.findProtection(db.key())).isPresent();
        assertThat(audited()).containsExactly("server.lift-protection REFUSED ann", "server.protect SUCCESS ann");
    }

    @Test
    void theLastReasonAppliesAndRemovingNoProtectionIsNotAudited() {
        protection.protect(ann, db.key(), "the books");
        DeletionProtection later = protection.protect(member("bob", Role.OPERATOR), db.key(), "服务器");

        assertThat(protections.findProtection(db.key())).contains(later);
        assertThat(book.current().find(db.key())).contains(later);
        assertThat(later.protectedAt()).isEqualTo(clock.instant().truncatedTo(ChronoUnit.MICROS));
        protection.unprotect(ann, db.key());
        protection.unprotect(ann, db.key());
        assertThat(book.current().find(db.key())).isEmpty();
        assertThat(audited())
                .containsExactly(
                        "server.lift-protection SUCCESS ann",
                        "server.protect SUCCESS bob",
                        "server.protect SUCCESS ann");
        assertThatThrownBy(() -> protection.protect(ann, db.key(), "two\nlines"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(protections.findProtection(db.key())).isEmpty();
    }

    @Test
    void aPendingDeletionIsNotSentWhenTheServerBecomesProtected() throws InterruptedException {
        Operation operation = operations.submit(ann, db.key(), ActionRequest.of(ServerAction.DELETE), UNDO);
        protection.protect(member("bob", Role.OPERATOR), db.key(), "no!");

        step(operation);

        Operation after = find(operation);
        assertThat(after.state()).isEqualTo(State.CANCELLED);
        assertThat(after.failure()).isEqualTo(new Failure("protected", "no!"));
        assertThat(nova.calls("act:delete:" + name)).isZero();
        assertThat(audited())
                .containsExactly(
                        "server.delete REFUSED ann", "server.protect SUCCESS bob", "server.delete ACCEPTED ann");
    }

    @Test
    void aDeletionIsNotSentWhenProtectedAfterTheLastCheck() {
        Operation operation = operations.submit(ann, db.key(), ActionRequest.of(ServerAction.DELETE), UNDO);
        protection.protect(ann, db.key(), null);

        assertThat(operationBook.markDispatched(stored(operation))).isFalse();
        assertThat(state(operation)).isEqualTo(State.WAITING);
    }

    @Test
    void protectingIsRefusedAsTooLateWhileTheDeletionIsBeingSent() throws Exception {
        Operation operation = operations.submit(ann, db.key(), ActionRequest.of(ServerAction.DELETE), UNDO);
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> sending = threads.submit(() -> new TransactionTemplate(transactions).executeWithoutResult(_ -> {
                assertThat(store.markDispatched(stored(operation), clock.instant()))
                        .isTrue();
                sent.countDown();
                await().until(() -> committed.getCount() == 0);
            }));
            sent.await();
            Future<ActionAvailability> protecting =
                    threads.submit(() -> refusal(() -> protection.protect(ann, db.key(), null)));
            await().pollDelay(Duration.ofMillis(300)).until(() -> !protecting.isDone());
            committed.countDown();
            sending.get();

            assertThat(protecting.get()).isInstanceOf(ActionAvailability.Busy.class);
        }
        assertThat(protections.findProtection(db.key())).isEmpty();
        assertThat(audited()).containsExactly("server.protect REFUSED ann", "server.delete ACCEPTED ann");
    }

    @Test
    void deletionIsRefusedForAProtectionByAnotherInstanceNotYetCached() {
        assertThat(book.current().find(db.key())).isEmpty();
        byAnotherConsole();

        assertThat(refusal(() -> operations.submit(ann, db.key(), ServerAction.DELETE)))
                .isInstanceOf(ActionAvailability.Protected.class);
    }

    @Test
    void theCachePublishesOwnChangesAtOnceAndOthersSoon() {
        List<DeletionProtectionMap> heard = new CopyOnWriteArrayList<>();
        RefreshingDeletionProtectionCache here =
                new RefreshingDeletionProtectionCache(protections, Duration.ofMillis(200));
        try (var _ = book.subscribe(heard::add)) {
            await().atMost(A_SECOND).until(() -> heard.size() == 1);
            protection.protect(ann, db.key(), null);
            await().atMost(A_SECOND).until(() -> heard.size() == 2);
            assertThat(heard.getFirst().changedServers(heard.getLast())).containsExactly(db.key());

            List<DeletionProtectionMap> there = new CopyOnWriteArrayList<>();
            here.subscribe(there::add);
            await().atMost(A_SECOND).until(() -> there.size() == 1);
            assertThat(there.getFirst().find(db.key())).isPresent();
            protections.delete(db.key());
            await().atMost(A_SECOND.multipliedBy(3)).until(() -> there.size() == 2);
            assertThat(there.getLast().find(db.key())).isEmpty();
        } finally {
            here.close();
        }
    }

    @Test
    void protectionOfAMissingServerIsDeletedAfterADayAndNotBefore() {
        MutableClock later = new MutableClock(clock.instant());
        DeletionProtectionCleanup cleanup = new DeletionProtectionCleanup(
                protections, inventory, resourceInventory, clouds, audit, events, later, transactions);
        protection.protect(ann, db.key(), null);
        later.advance(Duration.ofDays(2));
        cleanup.run();
        assertThat(protections.findProtection(db.key())).as("the server exists").isPresent();

        nova.removeWithoutTrace(name);
        inventory.refresh(db.key());
        nova.fail(() -> new CloudException(Category.UNREACHABLE, "no way"));
        cleanup.run();
        later.advance(Duration.ofDays(2));
        cleanup.run();
        assertThat(protections.findProtection(db.key()))
                .as("the cloud is unreachable")
                .isPresent();

        nova.recover();
        cleanup.run();
        later.advance(Duration.ofHours(23));
        cleanup.run();
        assertThat(protections.findProtection(db.key()))
                .as("missing for less than a day")
                .isPresent();

        later.advance(Duration.ofHours(1));
        cleanup.run();
        assertThat(protections.findProtection(db.key())).isEmpty();
        assertThat(book.current().find(db.key())).isEmpty();
        assertThat(audited()).first().isEqualTo("server.forget-protection SUCCESS console");
    }

    @Test
    void protectionOfAMissingVolumeIsDeletedAfterADayAndNotBefore() {
        MutableClock later = new MutableClock(clock.instant());
        DeletionProtectionCleanup cleanup = new DeletionProtectionCleanup(
                protections, inventory, resourceInventory, clouds, audit, events, later, transactions);
        CloudResource volume = volume();
        protection.protect(ann, volume.key(), null);
        later.advance(Duration.ofDays(2));
        cleanup.run();
        assertThat(protections.findProtection(volume.key()))
                .as("the volume exists")
                .isPresent();

        clouds.setResources(ServerBuilder.CLOUD, List.of());
        cleanup.run();
        later.advance(Duration.ofHours(23));
        cleanup.run();
        assertThat(protections.findProtection(volume.key())).isPresent();
        later.advance(Duration.ofHours(1));
        cleanup.run();
        assertThat(protections.findProtection(volume.key())).isEmpty();
    }

    private CloudResource volume() {
        return resource(ResourceKind.VOLUME, "available");
    }

    private CloudResource resource(ResourceKind kind, String status) {
        CloudResource resource = new CloudResource(
                kind,
                ServerBuilder.CLOUD,
                UUID.randomUUID().toString(),
                ServerBuilder.STAFF,
                name,
                false,
                Map.of("status", status));
        clouds.setResources(ServerBuilder.CLOUD, List.of(resource));
        return resource;
    }

    private List<String> auditedOf(CloudResource resource) {
        return trail().filter(entry -> resource.id().equals(entry.objectId()))
                .map(entry -> entry.action() + " " + entry.result() + " " + entry.actor())
                .toList();
    }

    @Test
    void aProtectedVolumeCanBeExtendedButNotDeletedOverwrittenOrTransferred() {
        CloudResource volume = volume();
        DeletionProtection set = protection.protect(ann, volume.key(), "the books");

        Caller boss = new Caller(access.administrator(), new UserName("boss"), "127.0.0.1", Caller.Channel.REST);
        for (Caller anyone : List.of(ann, boss)) {
            ResourceActionLookup.of(ResourceKind.VOLUME)
                    .forEach(action -> assertThat(
                                    availability.check(access.subject(anyone.userId()), volume, action)
                                            instanceof ActionAvailability.Protected)
                            .as("%s", action)
                            .isEqualTo(EnumSet.of(
                                                    ResourceAction.DELETE_VOLUME,
                                                    ResourceAction.REVERT_VOLUME,
                                                    ResourceAction.RESTORE_VOLUME)
                                            .contains(action)
                                    // Only the administrator has the permission to transfer volumes.
                                    || (action == ResourceAction.TRANSFER_VOLUME && anyone.equals(boss))));
            assertThat(refusal(() -> operations.submit(anyone, volume.key(), ResourceAction.DELETE_VOLUME)))
                    .isEqualTo(new ActionAvailability.Protected(set));
        }
        protection.unprotect(boss, volume.key());

        assertThat(operations
                        .submit(ann, volume.key(), ResourceAction.DELETE_VOLUME)
                        .state())
                .isEqualTo(State.WAITING);
        assertThat(auditedOf(volume))
                .containsExactly(
                        "volume.delete ACCEPTED ann",
                        "volume.lift-protection SUCCESS boss",
                        "volume.delete REFUSED boss",
                        "volume.delete REFUSED ann",
                        "volume.protect SUCCESS ann");
    }

    @Test
    void aPendingDeletionOfAVolumeIsCancelledWhenTheVolumeIsProtected() throws InterruptedException {
        CloudResource volume = volume();
        Operation accepted = operations.submit(ann, volume.key(), ResourceAction.DELETE_VOLUME);
        int sent = clouds.performedActions().size();

        protection.protect(ann, volume.key(), null);
        step(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.CANCELLED);
        assertThat(find(accepted).failure())
                .isNotNull()
                .extracting(Failure::code)
                .isEqualTo("protected");
        assertThat(clouds.performedActions()).hasSize(sent);
    }

    @Test
    void aProtectedPortIsNotDetachedFromItsServer() throws InterruptedException {
        CloudResource port = resource(ResourceKind.PORT, "active");
        ActionRequest detach = ActionRequest.of(ServerAction.DETACH_INTERFACE).with(ActionParameter.PORT, port.id());
        protection.protect(ann, port.key(), "the address is in the firewall");
        assertThatThrownBy(() -> operations.submit(ann, db.key(), detach))
                .as("protection of a port that the server does not have")
                .isInstanceOf(InvalidActionParameterException.class);
        clouds.resources()
                .addPort(db.id(), new Port(port.id(), "fa:16:3e:00:00:01", "net", List.of(), List.of(), true));
        assertThat(refusal(() -> operations.submit(ann, db.key(), detach)))
                .isEqualTo(new ActionAvailability.Obstructed(ChangeObstacle.PORT_PROTECTED));
        protection.unprotect(ann, port.key());
        Operation accepted = operations.submit(ann, db.key(), detach);
        protection.protect(ann, port.key(), null);

        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("port-protected", null));
        assertThat(nova.calls("act:detach-interface:" + name)).isZero();
    }

    @Test
    void aVolumeIsNotProtectedWithoutThePermissionToDeleteItOrOnceItsDeletionWasSent() throws InterruptedException {
        CloudResource volume = volume();
        assertThat(refusal(() -> protection.protect(member("vic", Role.VIEWER), volume.key(), null)))
                .isEqualTo(new ActionAvailability.Invisible());
        assertThat(refusal(() -> protection.protect(
                        ann, new ResourceKey(ServerBuilder.CLOUD, ResourceKind.VOLUME, "none"), null)))
                .isEqualTo(new ActionAvailability.Invisible());
        Operation accepted = operations.submit(ann, volume.key(), ResourceAction.DELETE_VOLUME);
        step(accepted);

        assertThat(refusal(() -> protection.protect(ann, volume.key(), null)))
                .isInstanceOf(ActionAvailability.Busy.class);
        assertThat(protections.findProtection(volume.key())).isEmpty();
    }

    /** Different services can use the same IDs. */
    @Test
    void protectionAppliesToOneKindOfResource() {
        CloudResource volume = volume();
        protection.protect(ann, volume.key(), null);

        assertThat(protections.findProtection(
                        new ResourceKey(ServerBuilder.CLOUD, ResourceKind.VOLUME_SNAPSHOT, volume.id())))
                .isEmpty();
        assertThat(protections.findProtection(new ServerKey(ServerBuilder.CLOUD, new ServerId(volume.id()))))
                .isEmpty();
        assertThat(book.current().find(volume.key())).isPresent();
    }

    @Test
    void aSoftDeletedServerRemainsProtected() {
        MutableClock later = new MutableClock(clock.instant());
        DeletionProtectionCleanup cleanup = new DeletionProtectionCleanup(
                protections, inventory, resourceInventory, clouds, audit, events, later, transactions);
        protection.protect(ann, db.key(), null);
        nova.put(ServerBuilder.like(db).status(ServerStatus.SOFT_DELETED));
        inventory.refresh(db.key());
        assertThat(inventory.find(db.key())).isEmpty();

        cleanup.run();
        later.advance(Duration.ofDays(2));
        cleanup.run();

        assertThat(protections.findProtection(db.key())).isPresent();
    }

    @Test
    void protectionOfASoftDeletedServerCanBeRemovedWithPermission() {
        protection.protect(ann, db.key(), null);
        Server server = nova.put(ServerBuilder.like(db).status(ServerStatus.SOFT_DELETED));
        inventory.refresh(db.key());
        assertThat(refusal(() -> operations.submit(ann, server.key(), ServerAction.FORCE_DELETE)))
                .isInstanceOf(ActionAvailability.Protected.class);
        assertThat(refusal(() -> protection.unprotect(member("vic", Role.VIEWER), server.key())))
                .isInstanceOf(ActionAvailability.NotGranted.class);
        assertThat(refusal(() -> protection.unprotect(caller("stranger"), server.key())))
                .isEqualTo(new ActionAvailability.Invisible());
        assertThat(protections.findProtection(server.key())).isPresent();

        protection.unprotect(ann, server.key());

        assertThat(protections.findProtection(server.key())).isEmpty();
        assertThat(operations
                        .submit(ann, server.key(), ServerAction.FORCE_DELETE)
                        .state())
                .isEqualTo(State.WAITING);
        assertThat(audited())
                .containsExactly(
                        "server.force-delete ACCEPTED ann",
                        "server.lift-protection SUCCESS ann",
                        "server.lift-protection REFUSED stranger",
                        "server.lift-protection REFUSED vic",
                        "server.force-delete REFUSED ann",
                        "server.protect SUCCESS ann");
    }

    @Test
    void aProtectedServerMayBeSoftDeletedWithoutADeletionByStackdeck() {
        assertThat(deleted.mayBeSoftDeleted(ann, db.key())).isFalse();

        protection.protect(ann, db.key(), null);

        assertThat(deleted.mayBeSoftDeleted(ann, db.key())).isTrue();
        assertThat(deleted.mayBeSoftDeleted(caller("stranger"), db.key())).isFalse();
    }

    @Test
    void removingProtectionRequestsOnlyProtectedServersFromTheCloud() {
        long before = nova.calls("server");

        assertThat(refusal(() -> protection.unprotect(ann, ServerBuilder.key("none"))))
                .isEqualTo(new ActionAvailability.Invisible());

        assertThat(nova.calls("server")).isEqualTo(before);
    }

    private void byAnotherConsole() {
        protections.save(new DeletionProtectionRepository.ProtectionRow(
                new DeletionProtection(
                        db.key(), ann.userId(), ann.userName(), clock.instant().truncatedTo(ChronoUnit.MICROS), null),
                db.project().id(),
                db.name()));
    }

    /** Returns the audited actions, newest first. */
    private List<String> audited() {
        return trail(db).map(DeletionProtectionServiceTests::line).toList();
    }

    private static String line(AuditEntry entry) {
        return entry.action() + " " + entry.result() + " " + entry.actor();
    }
}
