package org.stackdeck.operations.execution;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.stackdeck.cloud.client.RequestOrigin;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationRepository;
import org.stackdeck.platform.LogContext;
import org.stackdeck.platform.tracing.TraceParent;

/**
 * Executes an operation step by step, beginning at its stored state. The execution can be interrupted between any two
 * steps and resumed on another instance: only the database row determines the next step.
 */
@Component
public class OperationRunner {

    /**
     * Maximum pause between two steps in one run. A longer pause ends the run, and the scheduler stores the time of the
     * next step in the database.
     */
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);

    private final OperationRepository operationRepository;
    private final OperationDispatcher operationDispatcher;
    private final OperationTracker operationTracker;
    private final OperationProperties operationProperties;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Tracer tracer;

    OperationRunner(
            OperationRepository operationRepository,
            OperationDispatcher operationDispatcher,
            OperationTracker operationTracker,
            OperationProperties operationProperties,
            Clock clock,
            Sleeper sleeper,
            Tracer tracer) {
        this.operationRepository = operationRepository;
        this.operationDispatcher = operationDispatcher;
        this.operationTracker = operationTracker;
        this.operationProperties = operationProperties;
        this.clock = clock;
        this.sleeper = sleeper;
        this.tracer = tracer;
    }

    /**
     * Executes the operation for a limited time, set by {@link OperationProperties#shift}.
     *
     * @param stopping whether Stackdeck is shutting down
     * @return the time at which to continue; empty if the operation has ended
     */
    public Optional<Instant> run(OperationId id, BooleanSupplier stopping) throws InterruptedException {
        try (var _ = LogContext.OPERATION_ID.with(id.toString())) {
            return runSteps(id, stopping);
        }
    }

    private Optional<Instant> runSteps(OperationId id, BooleanSupplier stopping) throws InterruptedException {
        Instant end = clock.instant().plus(operationProperties.shift());
        while (true) {
            switch (RequestOrigin.OPERATION.call(() -> step(id))) {
                case StepResult.Finished() -> {
                    return Optional.empty();
                }
                case StepResult.Reschedule(Duration after) -> {
                    return Optional.of(clock.instant().plus(after));
                }
                case StepResult.Continue(Duration after) -> {
                    Instant next = clock.instant().plus(after);
                    if (after.compareTo(MAX_PAUSE) > 0 || next.isAfter(end) || stopping.getAsBoolean()) {
                        return Optional.of(next);
                    }
                    sleeper.sleep(after);
                }
            }
        }
    }

    private StepResult step(OperationId id) throws InterruptedException {
        OperationExecutionData stored = operationRepository.find(id).orElse(null);
        if (stored == null) {
            return new StepResult.Finished();
        }
        Operation operation = stored.operation();
        try (var _ = LogContext.USER_ID.with(operation.userId().toString())) {
            return stored.traceParent() == null ? step(stored) : tracedStep(stored, stored.traceParent());
        }
    }

    private StepResult step(OperationExecutionData stored) throws InterruptedException {
        return switch (stored.operation().state()) {
            case WAITING -> operationDispatcher.dispatch(stored);
            case RUNNING -> track(stored);
            case SUCCEEDED, FAILED, CANCELLED -> new StepResult.Finished();
        };
    }

    /** Executes a step in the trace of the request for the operation, which another node may have received. */
    private StepResult tracedStep(OperationExecutionData stored, String traceParent) throws InterruptedException {
        Operation operation = stored.operation();
        Span span = tracer.spanBuilder(operation.action().code() + " " + operation.state())
                .setParent(TraceParent.parse(traceParent))
                .setAttribute("stackdeck.operation.id", operation.id().toString())
                .setAttribute("stackdeck.cloud", operation.cloud().value())
                .startSpan();
        try (var _ = span.makeCurrent();
                var _ = LogContext.TRACE_ID.with(span.getSpanContext().getTraceId())) {
            return step(stored);
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR)
                    .setAttribute("error.type", e.getClass().getName());
            throw e;
        } finally {
            span.end();
        }
    }

    /**
     * Tracks the operation. After an unexpected error, the operation ends when its timeout is reached, so that it does
     * not remain RUNNING. A database error does not end it.
     */
    private StepResult track(OperationExecutionData stored) throws InterruptedException {
        try {
            return operationTracker.track(stored);
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            return operationTracker.giveUpIfExpired(stored, e).orElseThrow(() -> e);
        }
    }
}
