package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.state.OperationFailureFactory;
import org.stackdeck.platform.TestLatches;

/** Tests the sending of accepted actions: checks, retries, limits and order. */
class OperationSendingTests extends ServerActionTestBase {

    /** Default of {@code stackdeck.operations.per-cloud}. */
    private static final int PER_CLOUD = 4;

    @Autowired
    private FakeResourceInventory resourceInventory;

    /** The server from which a floating IP is moved. */
    private Server source = ServerBuilder.named("source").build();

    @Test
    void anActionIsNotSentWhenTheServerWasLockedAfterAcceptance() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.DELETE);
        nova.put(ServerBuilder.like(web).locked());

        run(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("locked", null));
        assertThat(sent("delete")).isZero();
    }

    /** The inventory detects the removal of a tag in the cloud only later, so the current server is checked. */
    @Test
    void aChangeIsCancelledWhenItWouldGiveTheUserAPermissionWithTheCurrentServer() throws InterruptedException {
        String tag = "lab-" + name;
        nova.put(ServerBuilder.like(web).tags(tag));
        inventory.refresh(web.key());
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_UPDATE)), null);
        access.grant(ann.userId(), ServerBuilder.STAFF, new ResourceSelector.ByTag(tag), Role.ADMINISTRATOR);
        nova.put(ServerBuilder.like(web).tags());
        Operation accepted = operations.submit(
                ann, web.key(), ActionRequest.of(ServerAction.ADD_TAG).with(ActionParameter.TAG, tag));

        run(accepted);

        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.REVOKED);
        assertThat(sent("add-tag")).isZero();
    }

    @Test
    void aPowerActionIsSentWithoutReadingAServerThatTheInventoryHasConfirmed() throws InterruptedException {
        inventory.setAge(Duration.ofSeconds(2));

        assertThat(callsBeforeSending(operations.submit(ann, web.key(), ServerAction.STOP)))
                .isEmpty();
    }

    @Test
    void theServerIsReadIfTheInventoryConfirmedItTooLongAgo() throws InterruptedException {
        inventory.setAge(Duration.ofSeconds(3));

        assertThat(callsBeforeSending(operations.submit(ann, web.key(), ServerAction.STOP)))
                .containsExactly("server");
    }

    @Test
    void theServerIsNotReadIfTheInventoryConfirmedItAfterAcceptance() throws InterruptedException {
        inventory.setAge(Duration.ofSeconds(3));
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        clock.advance(Duration.ofSeconds(4));

        assertThat(callsBeforeSending(accepted)).isEmpty();
    }

    @Test
    void theServerIsReadBeforeAnActionThatNovaDoesNotCheckItself() throws InterruptedException {
        inventory.setAge(Duration.ZERO);

        assertThat(callsBeforeSending(operations.submit(ann, web.key(), ServerAction.DELETE)))
                .containsExactly("server");
    }

    @Test
    void theServerIsReadIfTheInventoryWouldRefuseTheAction() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.put(ServerBuilder.like(web).locked());
        inventory.refresh(web.key());
        nova.put(ServerBuilder.like(web));
        inventory.setAge(Duration.ZERO);

        assertThat(callsBeforeSending(accepted)).containsExactly("server");
    }

    @Test
    void theServerIsReadIfThePermissionDependsOnItsTags() throws InterruptedException {
        Caller tagged = caller("tim");
        access.grant(tagged.userId(), ServerBuilder.STAFF, new ResourceSelector.ByTag("lab"), Role.OPERATOR);
        nova.put(ServerBuilder.like(web).tags("lab"));
        inventory.refresh(web.key());
        inventory.setAge(Duration.ZERO);

        assertThat(callsBeforeSending(operations.submit(tagged, web.key(), ServerAction.STOP)))
                .containsExactly("server");
    }

    /** Nova does not report the removal of metadata to polls. */
    @Test
    void theServerIsReadIfThePermissionDependsOnItsMetadata() throws InterruptedException {
        Caller labelled = caller("tim");
        access.grant(
                labelled.userId(),
                ServerBuilder.STAFF,
                new ResourceSelector.ByMetadata(Map.of("team", "lab")),
                Role.OPERATOR);
        nova.put(ServerBuilder.like(web).metadata(Map.of("team", "lab")));
        inventory.refresh(web.key());
        inventory.setAge(Duration.ZERO);
        Operation accepted = operations.submit(labelled, web.key(), ServerAction.STOP);
        nova.put(ServerBuilder.like(web));

        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(Operation.State.CANCELLED);
        assertThat(sent("stop")).isZero();
    }

    /** Nova ignores locks for administrators. */
    @Test
    void aNewLockIsRespectedAlthoughTheInventoryDoesNotKnowItAndNovaWouldIgnoreIt() throws InterruptedException {
        inventory.setAge(Duration.ZERO);
        nova.setEnforcesLocks(false);
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.put(ServerBuilder.like(web).locked());

        run(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("locked", null));
        assertThat(sent("stop")).isZero();
    }

    @Test
    void aGrantRevokedAfterAcceptanceIsRespectedIfTheServerIsNotRead() throws InterruptedException {
        inventory.setAge(Duration.ZERO);
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.beforeAct(() -> access.revokeAll(ann.userId()));

        run(accepted);
        nova.beforeAct(() -> {});

        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.REVOKED);
        assertThat(sent("stop")).isZero();
    }

    /** Runs the operation and returns the requests that were sent before its action. */
    private List<String> callsBeforeSending(Operation operation) throws InterruptedException {
        int before = nova.calls().size();
        run(operation);
        List<String> calls = nova.calls().subList(before, nova.calls().size());
        String action = "act:" + operation.action().code() + ":" + name;
        assertThat(calls).contains(action);
        return calls.subList(0, calls.indexOf(action));
    }

    @Test
    void anOperationIsCancelledWhenItsGrantIsRevokedBeforeSending() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        access.revokeAll(ann.userId());

        run(accepted);

        Operation cancelled = store.find(accepted.id()).orElseThrow().operation();
        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(cancelled.failure()).isEqualTo(new Failure("revoked", null));
        assertThat(sent("stop")).isZero();
        assertThat(operations.findActive(web.key())).isEmpty();
    }

    @Test
    void anOperationIsCancelledWhenItsGrantIsRevokedDuringTheRequestsBeforeSending() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.duringCall(() -> access.revokeAll(ann.userId()));

        run(accepted);
        nova.duringCall(() -> {});

        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.REVOKED);
        assertThat(sent("stop")).isZero();
    }

    /** A request can wait for a permit of the service, a new token, or a preceding request. */
    @Test
    void anActionIsNotSentWhenItsGrantIsRevokedWhileTheRequestWaits() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.beforeAct(() -> access.revokeAll(ann.userId()));

        run(accepted);
        nova.beforeAct(() -> {});

        assertThat(find(accepted).state()).isEqualTo(State.CANCELLED);
        assertThat(find(accepted).failure()).isEqualTo(OperationFailureFactory.REVOKED);
        assertThat(sent("stop")).isZero();
        assertThat(operations.findActive(web.key())).isEmpty();
    }

    @Test
    void aFloatingIpIsNotTakenFromAServerThatIsLockedOrNoLongerPermittedOrDeleted() throws InterruptedException {
        Operation locked = submitMove();
        nova.put(ServerBuilder.like(source).lockedBecause("audit of the books"));
        run(locked);
        assertThat(find(locked).failure()).isEqualTo(new Failure("source-unavailable", null));

        Operation unpermitted = submitMove();
        nova.put(ServerBuilder.like(source).project(ServerBuilder.RESEARCH));
        run(unpermitted);
        assertThat(find(unpermitted).failure()).isEqualTo(OperationFailureFactory.SOURCE_UNAVAILABLE);

        Operation deleted = submitMove();
        nova.delete(source.id().value());
        run(deleted);
        assertThat(find(deleted).failure()).isEqualTo(OperationFailureFactory.SOURCE_UNAVAILABLE);

        Operation targetUnpermitted = submitMove();
        access.revokeAll(ann.userId());
        run(targetUnpermitted);
        assertThat(find(targetUnpermitted).failure()).isEqualTo(OperationFailureFactory.REVOKED);
        assertThat(sent("associate-floating-ip")).isZero();

        run(submitMove());
        assertThat(sent("associate-floating-ip")).isOne();
        assertThat(resourceInventory.expired()).contains(ResourceKind.FLOATING_IP);
    }

    private Operation submitMove() {
        source = nova.put(ServerBuilder.named("source-" + name));
        inventory.refresh(source.key());
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.MANAGER, null);
        return operations.submit(
                ann,
                web.key(),
                ActionRequest.of(ServerAction.ASSOCIATE_FLOATING_IP)
                        .with(ActionParameter.FLOATING_IP, new ActionArgument("f-1", "203.0.113.7"))
                        .with(ActionParameter.FROM_SERVER, source.id().value()));
    }

    @Test
    void anActionIsRepeatedWhenItsPermissionCannotBeChecked() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.beforeAct(() -> {
            nova.beforeAct(() -> {});
            throw new CloudException(Category.UNAVAILABLE, "The permission could not be checked");
        });

        step(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.WAITING);
        assertThat(sent("stop")).isZero();
    }

    @Test
    void anActionRefusedByTheCloudFailsWithTheCloudsMessage() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(
                () -> new CloudException(
                        Category.CONFLICT,
                        "Cannot 'stop' while it is in task_state deleting",
                        409,
                        "req-c",
                        null,
                        null),
                false);

        run(accepted);

        Operation failed = find(accepted);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.failure())
                .isEqualTo(new Failure("conflict", "Cannot 'stop' while it is in task_state deleting"));
        assertThat(failed.requestId()).isEqualTo("req-c");
        assertThat(audited()).first().isEqualTo("server.stop FAILED SYSTEM");
    }

    @Test
    void anActionWithoutEffectIsRetriedAfterTheDelayThatTheCloudRequests() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(
                () -> new CloudException(Category.THROTTLED, "Too many", 429, null, Duration.ofSeconds(7), null),
                false);

        Instant next = runOnce(accepted).orElseThrow();

        assertThat(find(accepted).state()).isEqualTo(State.WAITING);
        assertThat(next).isEqualTo(clock.instant().plusSeconds(7));
        nova.recover();
        run(accepted);
        nova.finish(name, true, null);
        run(accepted);
        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void fewerOperationsAreSentAtATimeAfterTheCloudWasOverloaded() throws Exception {
        Operation refused = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(
                () -> new CloudException(Category.THROTTLED, "Too many", 429, null, Duration.ofSeconds(7), null),
                false);
        var _ = runOnce(refused);
        nova.recover();
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(PER_CLOUD / 2);
        nova.duringAct(() -> {
            taken.countDown();
            TestLatches.await(slow);
        });
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int i = 0; i < PER_CLOUD / 2; i++) {
                    Operation first = stop(ann, name + "-" + i);
                    var _ = others.submit(() -> runner.run(first.id(), () -> true));
                }
                assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
                Operation next = stop(ann, name + "-next");

                assertThat(runOnce(next)).isPresent();

                assertThat(find(next).state()).isEqualTo(State.WAITING);
            } finally {
                slow.countDown();
                nova.duringAct(() -> {});
            }
        }
    }

    @Test
    void theRetryDelayIsLimitedToTheOperationsExpiry() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(
                () -> new CloudException(Category.THROTTLED, "Too many", 429, null, Duration.ofHours(3), null), false);

        Instant next = runOnce(accepted).orElseThrow();

        assertThat(next)
                .isBetween(
                        accepted.acceptedAt().plus(Duration.ofMinutes(15)),
                        accepted.acceptedAt().plus(Duration.ofMinutes(16)));
        clock.advance(Duration.between(clock.instant(), next));
        run(accepted);
        assertThat(find(accepted).failure()).isEqualTo(new Failure("too-late", null));
    }

    @Test
    void aZeroRetryDelayWhileTrackingDoesNotRetryAtOnce() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        run(accepted);
        nova.fail(() -> new CloudException(Category.THROTTLED, "Too many", 429, null, Duration.ZERO, null));

        Instant next = runner.run(accepted.id(), () -> true).orElseThrow();

        assertThat(next).isAfterOrEqualTo(clock.instant().plusSeconds(3));
    }

    @Test
    void aSlowCloudHoldsNoThreadAndPendingOperationsAreCheckedAgain() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(PER_CLOUD);
        nova.duringAct(() -> {
            taken.countDown();
            TestLatches.await(slow);
        });
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PER_CLOUD; i++) {
                Server other = nova.put(ServerBuilder.named(name + "-" + i));
                inventory.refresh(other.key());
                Operation first = operations.submit(ann, other.key(), ServerAction.STOP);
                var _ = others.submit(() -> runner.run(first.id(), () -> true));
            }
            assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
            Operation waiting = operations.submit(ann, web.key(), ServerAction.STOP);

            Optional<Instant> next =
                    others.submit(() -> runner.run(waiting.id(), () -> false)).get(10, TimeUnit.SECONDS);

            assertThat(next).isPresent();
            assertThat(find(waiting).state()).isEqualTo(State.WAITING);
            nova.put(ServerBuilder.like(web).locked());
            nova.duringAct(() -> {});
            slow.countDown();
            others.shutdown();
            assertThat(others.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            run(waiting);
            assertThat(find(waiting).failure()).isEqualTo(new Failure("locked", null));
            assertThat(sent("stop")).isZero();
        } finally {
            slow.countDown();
            nova.duringAct(() -> {});
        }
    }

    @Test
    void operationOfAnotherUserIsSentBeforeTheRestOfOneUsersOperations() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(PER_CLOUD);
        nova.duringAct(() -> {
            taken.countDown();
            TestLatches.await(slow);
        });
        Caller ben = member("ben", Role.OPERATOR);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PER_CLOUD; i++) {
                Operation first = stop(ann, name + "-" + i);
                var _ = threads.submit(() -> runner.run(first.id(), () -> true));
            }
            assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
            Operation ofBen = operations.submit(ben, web.key(), ServerAction.STOP);
            Future<Optional<Instant>> turn = threads.submit(() -> runner.run(ofBen.id(), () -> true));
            List<Operation> rest = IntStream.range(0, 12)
                    .mapToObj(i -> stop(ann, name + "-more-" + i))
                    .toList();
            for (var more : threads.invokeAll(rest.stream()
                    .map(operation -> (Callable<Optional<Instant>>) () -> runner.run(operation.id(), () -> true))
                    .toList())) {
                assertThat(more.get()).isPresent();
            }
            assertThat(rest).allSatisfy(more -> assertThat(find(more).state()).isEqualTo(State.WAITING));
            assertThat(turn).isNotDone();
            slow.countDown();

            assertThat(turn.get(10, TimeUnit.SECONDS)).isPresent();
            assertThat(find(ofBen).state()).isNotEqualTo(State.WAITING);
        } finally {
            slow.countDown();
            nova.duringAct(() -> {});
        }
    }

    @Test
    void sendingEndsAfterTheMaximumNumberOfAttempts() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(
                () -> new CloudException(
                        Category.UNAVAILABLE, "Service unavailable", 503, null, Duration.ofSeconds(1), null),
                false);

        for (int i = 0; i < 20 && !find(accepted).state().isFinal(); i++) {
            run(accepted);
        }

        assertThat(find(accepted).failure()).isEqualTo(new Failure("unavailable", "Service unavailable"));
        assertThat(sent("stop")).isEqualTo(5);
    }

    @Test
    void a503WithoutRetryAfterIsTrackedAndNotSentAgain() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        // A proxy can respond this way although Nova has started the action.
        nova.failActions(
                () -> new CloudException(Category.UNAVAILABLE, "Service unavailable", 503, null, null, null), false);
        run(accepted);
        nova.addAction(name, "stop", FakeCompute.USER);
        nova.finish(name, true, null);

        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
        assertThat(sent("stop")).isEqualTo(1);
    }

    @Test
    void aDatabaseFailureNeverEndsAnOperation() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        run(accepted);
        clock.advance(Duration.ofMinutes(11));
        nova.fail(() -> new DataAccessResourceFailureException("away"));

        assertThatThrownBy(() -> run(accepted)).isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(find(accepted).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void anActionWithALostResponseIsTrackedAndNotSentAgain() throws InterruptedException {
        nova.addAction(name, "stop", FakeCompute.USER);
        clock.advance(Duration.ofMinutes(1));
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(() -> new CloudException(Category.TIMEOUT, "no answer in 30 s"), false);
        run(accepted);
        nova.addAction(name, "stop", "somebody-else");
        nova.addAction(name, "reboot", FakeCompute.USER);
        // Nova performs the action after all, and a client outside Stackdeck performs it again.
        String ours = nova.addAction(name, "stop", FakeCompute.USER);
        nova.addAction(name, "stop", FakeCompute.USER);

        run(accepted);

        Operation running = find(accepted);
        assertThat(running.state()).isEqualTo(State.RUNNING);
        assertThat(running.requestId()).isEqualTo(ours);
        assertThat(sent("stop")).isEqualTo(1);
    }

    @Test
    void aLostActionIsFoundAlthoughNovasClockIsAnHourSlow() throws InterruptedException {
        nova.synchronizeWith(Clock.offset(clock, Duration.ofHours(-1)));
        nova.runWith(clock);
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(() -> new CloudException(Category.TIMEOUT, "no answer in 30 s"), true);
        run(accepted);

        step(accepted);

        assertThat(find(accepted).requestId()).isNotNull();
    }

    @Test
    void anActionOfAPrecedingOperationIsNotTakenForALostOne() throws InterruptedException {
        Operation first = operations.submit(ann, web.key(), ServerAction.REBOOT);
        run(first);
        nova.finish(name, true, null);
        run(first);
        assertThat(find(first).state()).isEqualTo(State.SUCCEEDED);
        Operation lost = operations.submit(ann, web.key(), ServerAction.REBOOT);
        nova.failActions(() -> new CloudException(Category.TIMEOUT, "no answer in 30 s"), false);
        run(lost);

        step(lost);
        assertThat(find(lost).requestId()).isNull();
        clock.advance(Duration.ofSeconds(31));
        step(lost);

        assertThat(find(lost).failure()).isEqualTo(new Failure("not-reached", null));
    }

    /** Earlier versions of Stackdeck stored the newest action before they sent a request. */
    @Test
    void aLostActionOfAnEarlierVersionIsFoundAfterItsPrecedingAction() throws InterruptedException {
        String preceding = nova.addAction(name, "stop", FakeCompute.USER);
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(() -> new CloudException(Category.TIMEOUT, "no answer in 30 s"), true);
        run(accepted);
        database.sql("update operation set preceding_request_id = ? where id = ?")
                .params(preceding, accepted.id().toString())
                .update();

        step(accepted);

        assertThat(find(accepted).requestId()).isNotNull().isNotEqualTo(preceding);
    }

    @Test
    void anActionRecordedByAHostWithASlowClockIsFoundBeforeTheOperationFails() throws InterruptedException {
        String recorded = nova.addAction(name, "stop", FakeCompute.USER);
        clock.advance(Duration.ofMinutes(1));
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(() -> new CloudException(Category.TIMEOUT, "no answer in 30 s"), false);
        run(accepted);
        assertThat(find(accepted).requestId()).isNull();

        clock.advance(Duration.ofSeconds(31));
        step(accepted);

        assertThat(find(accepted).requestId()).isEqualTo(recorded);
    }

    @Test
    void anActionNotFoundWithinThirtySecondsFailsAsNotReached() throws InterruptedException {
        nova.addAction(name, "stop", FakeCompute.USER);
        clock.advance(Duration.ofMinutes(3));
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.failActions(() -> new CloudException(Category.FAILED, "Bad gateway", 502, null, null, null), false);
        run(accepted);
        assertThat(find(accepted).state()).isEqualTo(State.RUNNING);

        clock.advance(Duration.ofSeconds(31));
        run(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("not-reached", null));
        assertThat(sent("stop")).isEqualTo(1);
    }

    @Test
    void anOperationThatCannotBeSentInTimeIsCancelled() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.DELETE);
        nova.fail(() -> new CloudException(Category.UNREACHABLE, "Connection refused"));
        run(accepted);
        assertThat(find(accepted).state()).isEqualTo(State.WAITING);
        nova.recover();

        clock.advance(Duration.ofMinutes(16));
        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.CANCELLED);
        assertThat(find(accepted).failure()).isEqualTo(new Failure("too-late", null));
        assertThat(sent("delete")).isZero();
    }
}
