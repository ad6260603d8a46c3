package org.stackdeck.operations.scheduling;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.execution.OperationRunner;
import org.stackdeck.operations.execution.Sleeper;
import org.stackdeck.platform.ClusterTaskFactory;

/** Runs operations as persistent tasks. The ID of a task instance is the operation's ID. The tasks have no data. */
@Configuration(proxyBeanMethods = false)
public class OperationSchedulerConfiguration {

    public static final String TASK = "operation";

    /** Delay after an unexpected failure, such as a database failure. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    @Bean
    Sleeper sleeper() {
        return time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    @Bean
    CustomTask<Void> operationTask(OperationRunner runner) {
        return Tasks.custom(TASK, Void.class)
                .onFailureReschedule(FixedDelay.of(AFTER_FAILURE))
                .onDeadExecution(ClusterTaskFactory.deadExecutionHandler())
                .execute((instance, context) -> {
                    OperationId id = new OperationId(UUID.fromString(instance.getId()));
                    Optional<Instant> next = run(runner, id, context.getSchedulerState()::isShuttingDown);
                    return next.<CompletionHandler<Void>>map(at -> (done, task) -> task.reschedule(done, at))
                            .orElseGet(CompletionHandler.OnCompleteRemove::new);
                });
    }

    /**
     * Uses the shared clock: with its own clock, a node whose clock is fast would take over tasks that other nodes run.
     */
    @Bean
    com.github.kagkarlsson.scheduler.Clock taskClock(Clock clock) {
        return clock::instant;
    }

    /**
     * Runs operations on virtual threads. The number of threads that is configured for db-scheduler limits how many
     * operations run concurrently.
     */
    @Bean
    DbSchedulerCustomizer schedulerCustomizer(DataSource dataSource) {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<DataSource> dataSource() {
                return Optional.of(new SchedulerDataSourceProxy(dataSource));
            }

            @Override
            public Optional<ExecutorService> executorService() {
                return Optional.of(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("operation-", 0).factory()));
            }
        };
    }

    private static Optional<Instant> run(OperationRunner runner, OperationId id, BooleanSupplier stopping) {
        try {
            return runner.run(id, stopping);
        } catch (InterruptedException e) {
            // Happens only at shutdown. The database row determines the next step.
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
