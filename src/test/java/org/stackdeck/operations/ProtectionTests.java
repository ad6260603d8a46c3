package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
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
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.platform.MovableClock;

abstract class ProtectionTests extends OperationsCase {

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration UNDO = Duration.ofSeconds(10);

    @Autowired
    DeleteProtection protection;

    @Autowired
    ProtectionBook book;

    @Autowired
    ProtectionStore protections;

    @Autowired
    DeletedServers deleted;

    @Autowired
    Availability availability;

    @Autowired
    OperationBook operationBook;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    ApplicationEventPublisher events;

    private final String name = "db-" + UUID.randomUUID();
    private Server db;
    private Caller ann;

    @BeforeEach
    void aServer() {
        database.sql("delete from server_protections").update();
        db = nova.put(AServer.named(name));
        inventory.refresh(db.key());
        ann = member("ann", Role.MANAGER);
    }

    @Test
    void aProtectedServerCannotBeDeletedUntilItsProtectionIsRemoved() {
        Protection set = protection.protect(ann, db.key(), "the books");

        Caller boss = new Caller(access.administrator(), new UserName("boss"), "127.0.0.1", Caller.Channel.REST);
        for (Caller anyone : List.of(ann, boss)) {
            for (ServerAction action : ServerAction.values()) {
                Answer answer = availability.of(access.subject(anyone.userId()), db, action);
                assertThat(answer instanceof Answer.Protected)
                        .as("%s", action)
                        .isEqualTo(EnumSet.of(ServerAction.DELETE, ServerAction.FORCE_DELETE, ServerAction.REBUILD)
                                .contains(action));
            }
            assertThat(refusal(() -> operations.submit(anyone, db.key(), ServerAction.DELETE)))
                    .isEqualTo(new Answer.Protected(set));
        }
        assertThat(refusal(() -> operations.submit(
                        ann, db.key(), Order.of(ServerAction.REBUILD).with(ActionParameter.IMAGE, "any"))))
                .isEqualTo(new Answer.Protected(set));
        protection.lift(boss, db.key());

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
    void protectionIsRefusedWithoutThePermissionToDelete() {
        Caller viewer = member("vic", Role.VIEWER);
        Caller stranger = caller("stranger");
        assertThat(refusal(() -> protection.protect(viewer, db.key(), null))).isInstanceOf(Answer.NotGranted.class);
        assertThat(refusal(() -> protection.protect(stranger, db.key(), null))).isEqualTo(new Answer.Invisible());
        assertThat(refusal(() -> protection.protect(ann, AServer.key("none"), null)))
                .isEqualTo(new Answer.Invisible());
        assertThat(protections.of(db.key())).isEmpty();
        protection.protect(ann, db.key(), null);

        assertThat(refusal(() -> protection.lift(viewer, db.key()))).isInstanceOf(Answer.NotGranted.class);
        assertThat(refusal(() -> protection.lift(stranger, db.key()))).isEqualTo(new Answer.Invisible());
        assertThat(protections.of(db.key())).isPresent();
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
        stepUp.need(true);
        protection.protect(ann, db.key(), null);
        assertThatThrownBy(() -> protection.lift(ann, db.key())).isInstanceOf(StepUpRequiredException.class);

        assertThat(protections.of(db.key())).isPresent();
        assertThat(audited()).containsExactly("server.lift-protection REFUSED ann", "server.protect SUCCESS ann");
    }

    @Test
    void theLastReasonAppliesAndRemovingNoProtectionIsNotAudited() {
        protection.protect(ann, db.key(), "the books");
        Protection later = protection.protect(member("bob", Role.OPERATOR), db.key(), "服务器");

        assertThat(protections.of(db.key())).contains(later);
        assertThat(book.protections().of(db.key())).contains(later);
        assertThat(later.at()).isEqualTo(clock.instant().truncatedTo(ChronoUnit.MICROS));
        protection.lift(ann, db.key());
        protection.lift(ann, db.key());
        assertThat(book.protections().of(db.key())).isEmpty();
        assertThat(audited())
                .containsExactly(
                        "server.lift-protection SUCCESS ann",
                        "server.protect SUCCESS bob",
                        "server.protect SUCCESS ann");
        assertThatThrownBy(() -> protection.protect(ann, db.key(), "two\nlines"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(protections.of(db.key())).isEmpty();
    }

    @Test
    void aPendingDeletionIsNotSentWhenTheServerBecomesProtected() throws InterruptedException {
        Operation asked = operations.submit(ann, db.key(), Order.of(ServerAction.DELETE), UNDO);
        protection.protect(member("bob", Role.OPERATOR), db.key(), "no!");

        step(asked);

        Operation after = find(asked);
        assertThat(after.state()).isEqualTo(State.CANCELLED);
        assertThat(after.error()).isEqualTo(new Failure("protected", "no!"));
        assertThat(nova.calls("act:delete:" + name)).isZero();
        assertThat(audited())
                .containsExactly(
                        "server.delete REFUSED ann", "server.protect SUCCESS bob", "server.delete ACCEPTED ann");
    }

    @Test
    void aDeletionIsNotSentWhenProtectedAfterTheLastCheck() {
        Operation asked = operations.submit(ann, db.key(), Order.of(ServerAction.DELETE), UNDO);
        protection.protect(ann, db.key(), null);

        assertThat(operationBook.dispatched(asked, null)).isFalse();
        assertThat(state(asked)).isEqualTo(State.WAITING);
    }

    @Test
    void protectingIsRefusedAsTooLateWhileTheDeletionIsBeingSent() throws Exception {
        Operation asked = operations.submit(ann, db.key(), Order.of(ServerAction.DELETE), UNDO);
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> sending = threads.submit(() -> new TransactionTemplate(transactions).executeWithoutResult(_ -> {
                assertThat(store.dispatched(asked.id(), clock.instant(), null)).isTrue();
                sent.countDown();
                await().until(() -> committed.getCount() == 0);
            }));
            sent.await();
            Future<Answer> protecting = threads.submit(() -> refusal(() -> protection.protect(ann, db.key(), null)));
            await().pollDelay(Duration.ofMillis(300)).until(() -> !protecting.isDone());
            committed.countDown();
            sending.get();

            assertThat(protecting.get()).isInstanceOf(Answer.Busy.class);
        }
        assertThat(protections.of(db.key())).isEmpty();
        assertThat(audited()).containsExactly("server.protect REFUSED ann", "server.delete ACCEPTED ann");
    }

    @Test
    void deletionIsRefusedForAProtectionByAnotherInstanceNotYetCached() {
        assertThat(book.protections().of(db.key())).isEmpty();
        byAnotherConsole();

        assertThat(refusal(() -> operations.submit(ann, db.key(), ServerAction.DELETE)))
                .isInstanceOf(Answer.Protected.class);
    }

    @Test
    void theCachePublishesOwnChangesAtOnceAndOthersSoon() {
        List<Protections> heard = new CopyOnWriteArrayList<>();
        StoredProtectionBook here = new StoredProtectionBook(protections, Duration.ofMillis(200));
        try (var _ = book.watch(heard::add)) {
            await().atMost(A_SECOND).until(() -> heard.size() == 1);
            protection.protect(ann, db.key(), null);
            await().atMost(A_SECOND).until(() -> heard.size() == 2);
            assertThat(heard.getFirst().differing(heard.getLast())).containsExactly(db.key());

            List<Protections> there = new CopyOnWriteArrayList<>();
            here.watch(there::add);
            await().atMost(A_SECOND).until(() -> there.size() == 1);
            assertThat(there.getFirst().of(db.key())).isPresent();
            protections.remove(db.key());
            await().atMost(A_SECOND.multipliedBy(3)).until(() -> there.size() == 2);
            assertThat(there.getLast().of(db.key())).isEmpty();
        } finally {
            here.close();
        }
    }

    @Test
    void protectionOfAMissingServerIsDeletedAfterADayAndNotBefore() {
        MovableClock later = new MovableClock(clock.instant());
        ProtectionSweep sweep = new ProtectionSweep(protections, inventory, clouds, audit, events, later, transactions);
        protection.protect(ann, db.key(), null);
        later.move(Duration.ofDays(2));
        sweep.sweep();
        assertThat(protections.of(db.key())).as("the server exists").isPresent();

        nova.vanish(name);
        inventory.refresh(db.key());
        nova.fail(() -> new CloudException(Category.UNREACHABLE, "no way"));
        sweep.sweep();
        later.move(Duration.ofDays(2));
        sweep.sweep();
        assertThat(protections.of(db.key())).as("the cloud is unreachable").isPresent();

        nova.work();
        sweep.sweep();
        later.move(Duration.ofHours(23));
        sweep.sweep();
        assertThat(protections.of(db.key())).as("missing for less than a day").isPresent();

        later.move(Duration.ofHours(1));
        sweep.sweep();
        assertThat(protections.of(db.key())).isEmpty();
        assertThat(book.protections().of(db.key())).isEmpty();
        assertThat(audited()).first().isEqualTo("server.forget-protection SUCCESS console");
    }

    @Test
    void aSoftDeletedServerRemainsProtected() {
        MovableClock later = new MovableClock(clock.instant());
        ProtectionSweep sweep = new ProtectionSweep(protections, inventory, clouds, audit, events, later, transactions);
        protection.protect(ann, db.key(), null);
        nova.put(AServer.like(db).status(ServerStatus.SOFT_DELETED));
        inventory.refresh(db.key());
        assertThat(inventory.find(db.key())).isEmpty();

        sweep.sweep();
        later.move(Duration.ofDays(2));
        sweep.sweep();

        assertThat(protections.of(db.key())).isPresent();
    }

    @Test
    void protectionOfASoftDeletedServerCanBeRemovedWithPermission() {
        protection.protect(ann, db.key(), null);
        Server kept = nova.put(AServer.like(db).status(ServerStatus.SOFT_DELETED));
        inventory.refresh(db.key());
        assertThat(refusal(() -> operations.submit(ann, kept.key(), ServerAction.FORCE_DELETE)))
                .isInstanceOf(Answer.Protected.class);
        assertThat(refusal(() -> protection.lift(member("vic", Role.VIEWER), kept.key())))
                .isInstanceOf(Answer.NotGranted.class);
        assertThat(refusal(() -> protection.lift(caller("stranger"), kept.key())))
                .isEqualTo(new Answer.Invisible());
        assertThat(protections.of(kept.key())).isPresent();

        protection.lift(ann, kept.key());

        assertThat(protections.of(kept.key())).isEmpty();
        assertThat(operations.submit(ann, kept.key(), ServerAction.FORCE_DELETE).state())
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
        assertThat(deleted.worthAsking(ann, db.key())).isFalse();

        protection.protect(ann, db.key(), null);

        assertThat(deleted.worthAsking(ann, db.key())).isTrue();
        assertThat(deleted.worthAsking(caller("stranger"), db.key())).isFalse();
    }

    @Test
    void removingProtectionRequestsOnlyProtectedServersFromTheCloud() {
        long before = nova.calls("server");

        assertThat(refusal(() -> protection.lift(ann, AServer.key("none")))).isEqualTo(new Answer.Invisible());

        assertThat(nova.calls("server")).isEqualTo(before);
    }

    private void byAnotherConsole() {
        protections.put(new ProtectionStore.Kept(
                new Protection(
                        db.key(), ann.userId(), ann.userName(), clock.instant().truncatedTo(ChronoUnit.MICROS), null),
                db.project().id(),
                db.name()));
    }

    /** Newest first. */
    private List<String> audited() {
        return trail(db).map(ProtectionTests::line).toList();
    }

    private static String line(AuditEntry entry) {
        return entry.action() + " " + entry.result() + " " + entry.actor();
    }
}
