package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailureFactory;
import org.stackdeck.operations.state.OperationTransitionService;
import org.stackdeck.platform.tracing.RecordedSpans;

/** Tests operations after a crash of their instance, and with several instances. */
class OperationSynchronizerTests extends ServerActionTestBase {

    @Autowired
    DataSource pool;

    @Autowired
    RecordedSpans spans;

    @Autowired
    OperationTransitionService transitions;

    @Test
    void aCrashBetweenDispatchAndResponseSendsNothingTwice() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        // Simulates a crash: the row is RUNNING, Nova has the request, and the response is lost.
        nova.failActions(() -> new Killed("in the middle of the request"), true);
        assertThatThrownBy(() -> runner.run(accepted.id(), () -> true)).isInstanceOf(Killed.class);
        Operation found = find(accepted);
        assertThat(found.state()).isEqualTo(State.RUNNING);
        assertThat(found.requestId()).isNull();

        nova.recover();
        recovery.start();
        run(accepted);
        nova.finish(name, true, null);
        run(accepted);

        assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED);
        assertThat(sent("stop")).isEqualTo(1);
    }

    @Test
    void anActionThatACrashedInstanceHadNotSentIsSentWhenNovaHasNoRecordOfIt() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        crashBeforeSending(accepted);

        run(accepted);
        assertThat(state(accepted)).as("while it may still arrive").isEqualTo(State.RUNNING);
        clock.advance(Duration.ofSeconds(31));
        step(accepted);
        assertThat(state(accepted)).isEqualTo(State.WAITING);
        run(accepted);
        nova.finish(name, true, null);
        run(accepted);

        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
        assertThat(sent("stop")).isEqualTo(1);
    }

    @Test
    void anActionThatACrashedInstanceHadNotSentIsCheckedAgain() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        crashBeforeSending(accepted);
        access.revokeAll(ann.userId());

        clock.advance(Duration.ofSeconds(31));
        step(accepted);
        run(accepted);

        assertThat(state(accepted)).isEqualTo(State.CANCELLED);
        assertThat(sent("stop")).isZero();
    }

    @Test
    void anActionThatACrashedInstanceHadNotSentFailsAfterTheMaximumNumberOfAttempts() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(state(accepted)).isEqualTo(State.WAITING);
            crashBeforeSending(accepted);
            clock.advance(Duration.ofSeconds(31));
            step(accepted);
        }

        assertThat(find(accepted).failure()).isEqualTo(new Failure("not-reached", null));
        assertThat(sent("stop")).isZero();
    }

    @Test
    void anActionOfAnotherUserPreventsThatAnActionIsSentAgain() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        crashBeforeSending(accepted);
        nova.addAction(name, "stop", "another-user");

        clock.advance(Duration.ofSeconds(31));
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("not-reached", null));
    }

    @Test
    void aRebootIsNotSentAgainBecauseItCouldTakeEffectTwice() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.REBOOT);
        crashBeforeSending(accepted);

        clock.advance(Duration.ofSeconds(31));
        step(accepted);

        assertThat(find(accepted).failure()).isEqualTo(new Failure("not-reached", null));
        assertThat(sent("reboot")).isZero();
    }

    @Test
    void anInstanceThatContinuesAfterAnotherHasReturnedTheOperationSendsNothing() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.beforeAct(() -> {
            // Another instance returns the operation and sends it while this one is suspended.
            nova.beforeAct(() -> {});
            clock.advance(Duration.ofSeconds(31));
            stepUninterrupted(accepted);
            assertThat(state(accepted)).isEqualTo(State.WAITING);
            stepUninterrupted(accepted);
            assertThat(state(accepted)).isEqualTo(State.RUNNING);
        });

        step(accepted);

        assertThat(state(accepted)).isEqualTo(State.RUNNING);
        assertThat(sent("stop")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFLICT", "TIMEOUT", "UNREACHABLE"})
    void anErrorOfALateInstanceDoesNotChangeTheAttemptOfAnotherInstance(Category late) throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.duringAct(() -> {
            nova.duringAct(() -> {});
            clock.advance(Duration.ofSeconds(31));
            stepUninterrupted(accepted);
            stepUninterrupted(accepted);
            throw new CloudException(late, "late", 409, "req-late", null, null);
        });

        step(accepted);

        OperationExecutionData repeated = stored(accepted);
        assertThat(repeated.attempts()).isEqualTo(1);
        assertThat(repeated.operation().state()).isEqualTo(State.RUNNING);
        assertThat(repeated.requestId()).isPresent().isNotEqualTo(Optional.of("req-late"));
        assertThat(repeated.unansweredAt()).isNull();
        nova.finish(name, true, null);
        run(accepted);
        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void changesOfALateInstanceHaveNoEffectAfterAnotherHasReturnedTheOperation() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        crashBeforeSending(accepted);
        OperationExecutionData late = stored(accepted);
        clock.advance(Duration.ofSeconds(31));
        step(accepted);

        assertThat(transitions.markDispatched(late)).isFalse();
        assertThat(state(accepted)).isEqualTo(State.WAITING);
        crashBeforeSending(accepted);
        transitions.markUnanswered(late);
        assertThat(transitions.markFailed(late, OperationFailureFactory.NOT_REACHED))
                .isFalse();

        assertThat(state(accepted)).isEqualTo(State.RUNNING);
        assertThat(stored(accepted).unansweredAt()).isNull();
    }

    @Test
    void aConflictOfARepeatedActionIsNoFailureIfTheInterruptedAttemptArrivedLate() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        crashBeforeSending(accepted);
        clock.advance(Duration.ofSeconds(31));
        step(accepted);
        String first = nova.addAction(name, "stop", FakeCompute.USER);
        nova.failActions(
                () -> new CloudException(Category.CONFLICT, "task powering-off", 409, "req-2", null, null), false);

        run(accepted);
        assertThat(state(accepted)).isEqualTo(State.RUNNING);
        nova.recover();
        nova.finish(name, true, null);
        run(accepted);

        assertThat(find(accepted).requestId()).isEqualTo(first);
        assertThat(state(accepted)).isEqualTo(State.SUCCEEDED);
    }

    private void stepUninterrupted(Operation operation) {
        try {
            step(operation);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void crashBeforeSending(Operation accepted) {
        nova.beforeAct(() -> {
            throw new Killed("before the request");
        });
        try {
            assertThatThrownBy(() -> step(accepted)).isInstanceOf(Killed.class);
        } finally {
            nova.beforeAct(() -> {});
        }
        assertThat(state(accepted)).isEqualTo(State.RUNNING);
    }

    @Test
    void aCrashBetweenAcceptanceAndDispatchSendsTheActionOnce() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        database.sql("delete from scheduled_tasks where task_instance = ?")
                .param(accepted.id().toString())
                .update();

        recovery.start();

        assertThat(tasks(accepted)).isEqualTo(1);
        run(accepted);
        assertThat(sent("stop")).isEqualTo(1);
    }

    /** The runner knows the trace from the database only, as on another node. */
    @Test
    void theExecutionContinuesTheTraceOfTheRequest() throws InterruptedException {
        Span click = spans.tracer().spanBuilder("click").startSpan();
        Operation accepted;
        try (var _ = click.makeCurrent()) {
            accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        }

        run(accepted);
        nova.finish(name, true, null);
        run(accepted);

        assertThat(spans.of(click.getSpanContext().getTraceId()))
                .extracting(SpanData::getName)
                .startsWith("stop WAITING", "stop RUNNING");
    }

    @Test
    void anOperationWithoutATraceIsNotTraced() throws InterruptedException {
        int before = spans.all().size();

        run(operations.submit(ann, web.key(), ServerAction.STOP));

        assertThat(spans.all()).hasSize(before);
    }

    @Test
    void anOperationEndedByAnotherInstanceIsNoLongerBusy() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        BlockingQueue<State> told = new LinkedBlockingQueue<>();
        try (var _ = operations.subscribe(() -> access.subject(ann.userId()), operation -> {
            if (operation.id().equals(accepted.id())) {
                told.add(operation.state());
            }
        })) {
            // The operation ends as if on another instance, so this instance is not notified.
            store.finish(stored(accepted), State.SUCCEEDED, clock.instant(), null);

            recovery.synchronize();

            assertThat(operations.findActive(web.key())).isEmpty();
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(State.SUCCEEDED);
        }
        assertThat(operations.submit(ann, web.key(), ServerAction.REBOOT).state())
                .isEqualTo(State.WAITING);
    }

    @Test
    void anOperationAcceptedByAnotherInstanceIsBusy() {
        Operation foreign = new Operation(
                new OperationId(UUID.randomUUID()),
                web.key(),
                name,
                ServerBuilder.STAFF.id(),
                ActionRequest.of(ServerAction.STOP),
                ann.userId(),
                ann.userName(),
                State.WAITING,
                clock.instant(),
                null,
                null,
                null,
                null,
                false);
        store.insert(foreign, foreign.actionRequest(), "127.0.0.1");

        recovery.synchronize();

        assertThat(operations.findActive(web.key())).contains(foreign);
        assertThat(tasks(foreign)).isZero();

        clock.advance(Duration.ofMinutes(2));
        recovery.synchronize();
        assertThat(tasks(foreign))
                .as("its instance is expected to have crashed")
                .isEqualTo(1);
    }

    @Test
    void operationsOfACrashedInstanceAreResumed() throws InterruptedException {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        run(accepted);
        nova.finish(name, true, null);
        database.sql("delete from scheduled_tasks where task_instance <> ?")
                .param(accepted.id().toString())
                .update();
        markAsRunningOnAKilledInstance(LocalDateTime.now(ZoneOffset.UTC));
        Scheduler other = Scheduler.create(pool, task)
                .schedulerName(new SchedulerName.Fixed("other"))
                .heartbeatInterval(Duration.ofMillis(500))
                .pollingInterval(Duration.ofMillis(200))
                .alwaysPersistTimestampInUTC()
                .build();
        other.start();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(find(accepted).state()).isEqualTo(State.SUCCEEDED));
        } finally {
            other.stop();
        }
        assertThat(sent("stop")).isEqualTo(1);
    }

    /** Otherwise, an instance with a fast clock would delay the operation by the difference. */
    @Test
    void anotherInstanceResumesAnOperationByTheTimeOfTheDatabase() {
        Operation accepted = operations.submit(ann, web.key(), ServerAction.STOP);
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).minusHours(1).truncatedTo(ChronoUnit.SECONDS);
        markAsRunningOnAKilledInstance(now);
        var builder = new TestHelper.ManualSchedulerBuilder(pool, List.of(task)).clock(new SettableClock());
        builder.alwaysPersistTimestampInUTC();
        ManualScheduler other = builder.build();
        other.setTime(now.toInstant(ZoneOffset.UTC));

        other.runDeadExecutionDetection();

        assertThat(database.sql("select execution_time from scheduled_tasks where task_instance = ?")
                        .param(accepted.id().toString())
                        .query(LocalDateTime.class)
                        .single())
                .isEqualTo(now);
    }

    private void markAsRunningOnAKilledInstance(LocalDateTime now) {
        database.sql("update scheduled_tasks set picked = true, picked_by = 'killed', last_heartbeat = ?")
                .param(now.minusHours(1))
                .update();
    }
}
