package org.stackdeck.operations.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.execution.OperationProperties;
import org.stackdeck.operations.launch.TemporaryKeyPairService;
import org.stackdeck.operations.state.ActiveOperationRegistry;
import org.stackdeck.operations.state.OperationEventPublisher;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationRepository;
import org.stackdeck.operations.state.OperationScheduler;
import org.stackdeck.operations.state.OperationsChanged;
import org.stackdeck.platform.PeriodicTask;
import org.stackdeck.platform.node.CachesInvalidated;

/**
 * Resumes operations after a restart: registers all active operations, and schedules those without a task. Repeats this
 * at intervals, because other instances on the same database can start and end operations, and can crash.
 */
@Component
public class OperationSynchronizer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OperationSynchronizer.class);

    /** Time after acceptance during which the instance that accepted an operation is expected to run it. */
    private static final Duration OWNER_GRACE_PERIOD = Duration.ofMinutes(1);

    private static final Duration KEY_PAIR_CLEANUP_INTERVAL = Duration.ofSeconds(30);

    private final OperationRepository operationRepository;
    private final ActiveOperationRegistry active;
    private final OperationEventPublisher operationEventPublisher;
    private final OperationScheduler scheduler;
    private final TemporaryKeyPairService temporaryKeyPairService;
    private final Clock clock;
    private final PeriodicTask polling;
    private Instant nextKeyPairCleanup = Instant.MIN;

    OperationSynchronizer(
            OperationRepository operationRepository,
            ActiveOperationRegistry active,
            OperationEventPublisher operationEventPublisher,
            OperationScheduler scheduler,
            TemporaryKeyPairService temporaryKeyPairService,
            OperationProperties operationProperties,
            Clock clock) {
        this.operationRepository = operationRepository;
        this.active = active;
        this.operationEventPublisher = operationEventPublisher;
        this.scheduler = scheduler;
        this.temporaryKeyPairService = temporaryKeyPairService;
        this.clock = clock;
        this.polling = new PeriodicTask("operation-sync", operationProperties.resync(), this::poll);
    }

    @Override
    public void start() {
        for (OperationExecutionData stored : operationRepository.findActive()) {
            active.update(stored.operation());
            scheduleIfMissing(stored);
        }
        polling.start();
    }

    @Override
    public void stop() {
        polling.stop();
    }

    @Override
    public boolean isRunning() {
        return polling.isRunning();
    }

    /** Returns a phase in which operations are resumed before requests are accepted. */
    @Override
    public int getPhase() {
        return 0;
    }

    /**
     * Synchronizes the in-memory registry with the database. Schedules active operations without a task that are older
     * than {@link #OWNER_GRACE_PERIOD}.
     */
    public void synchronize() {
        Map<OperationId, Operation> registered =
                active.all().stream().collect(Collectors.toMap(Operation::id, Function.identity()));
        Map<OperationId, OperationExecutionData> stored = operationRepository.findActive().stream()
                .collect(Collectors.toMap(OperationExecutionData::id, Function.identity()));
        for (Operation known : registered.values()) {
            if (!stored.containsKey(known.id())) {
                operationRepository
                        .find(known.id())
                        .ifPresentOrElse(now -> publish(known, now.operation()), () -> active.remove(known));
            }
        }
        Instant ownersUntil = clock.instant().minus(OWNER_GRACE_PERIOD);
        for (OperationExecutionData operationExecutionData : stored.values()) {
            publish(registered.get(operationExecutionData.id()), operationExecutionData.operation());
            if (operationExecutionData.operation().acceptedAt().isBefore(ownersUntil)) {
                scheduleIfMissing(operationExecutionData);
            }
        }
    }

    @EventListener({OperationsChanged.class, CachesInvalidated.class})
    void onChange() {
        polling.trigger();
    }

    private void poll() {
        synchronize();
        deleteLeftoverKeyPairs();
    }

    /**
     * Deletes leftover key pairs. Runs less often than the synchronization, because a key pair is usually deleted when
     * its operation ends.
     */
    private void deleteLeftoverKeyPairs() {
        Instant now = clock.instant();
        if (now.isAfter(nextKeyPairCleanup)) {
            nextKeyPairCleanup = now.plus(KEY_PAIR_CLEANUP_INTERVAL);
            temporaryKeyPairService.deleteLeftovers();
        }
    }

    /** @param registered the operation in the registry before the database was read */
    private void publish(@Nullable Operation registered, Operation operation) {
        if (active.updateIfUnchanged(registered, operation)) {
            operationEventPublisher.publish(operation);
        }
    }

    private void scheduleIfMissing(OperationExecutionData stored) {
        if (scheduler.schedule(stored.id(), Duration.ZERO)) {
            log.info(
                    "Resuming operation {} ({} {}, {}), which had no task",
                    stored.id(),
                    stored.operation().action().code(),
                    stored.operation().target().idText(),
                    stored.operation().state());
        }
    }
}
