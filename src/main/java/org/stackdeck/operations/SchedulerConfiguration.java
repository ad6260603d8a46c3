package org.stackdeck.operations;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How operations are run: by a task in the database, whose instance name is the operation's id and whose data is empty. */
@Configuration(proxyBeanMethods = false)
class SchedulerConfiguration {

    static final String TASK = "operation";

    /** What nobody foresaw, such as a database that is away for a moment. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    @Bean
    Pause pause() {
        return time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    @Bean
    CustomTask<Void> operationTask(OperationRunner runner) {
        return Tasks.custom(TASK, Void.class)
                .onFailureReschedule(FixedDelay.of(AFTER_FAILURE))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    OperationId id = new OperationId(UUID.fromString(instance.getId()));
                    Optional<Instant> next = run(runner, id, context.getSchedulerState()::isShuttingDown);
                    return next.<CompletionHandler<Void>>map(at -> (done, task) -> task.reschedule(done, at))
                            .orElseGet(CompletionHandler.OnCompleteRemove::new);
                });
    }

    /** The number of threads in the settings then is how many operations run at once; threads themselves are cheap. */
    @Bean
    DbSchedulerCustomizer onVirtualThreads() {
        return new DbSchedulerCustomizer() {
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
            // Only at shutdown: the row says where to go on.
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
