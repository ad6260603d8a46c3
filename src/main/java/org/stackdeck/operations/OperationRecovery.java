package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.Recurring;

/**
 * Resumes operations after a restart: registers and schedules all active ones. Repeats this at intervals, since other
 * instances on the same database can start and end operations, and can crash.
 */
@Component
class OperationRecovery implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OperationRecovery.class);

    /** Until then, the instance that accepted an operation is expected to run it. */
    private static final Duration OWNERS = Duration.ofMinutes(1);

    private static final Duration SWEEP = Duration.ofSeconds(30);

    private final OperationStore store;
    private final ActiveOperations active;
    private final Announcements announcements;
    private final OperationSchedule schedule;
    private final LaunchKeys keys;
    private final Clock clock;
    private final Recurring looking;
    private Instant nextSweep = Instant.MIN;

    OperationRecovery(
            OperationStore store,
            ActiveOperations active,
            Announcements announcements,
            OperationSchedule schedule,
            LaunchKeys keys,
            OperationSettings settings,
            Clock clock) {
        this.store = store;
        this.active = active;
        this.announcements = announcements;
        this.schedule = schedule;
        this.keys = keys;
        this.clock = clock;
        this.looking = new Recurring("operation-sync", settings.resync(), this::look);
    }

    @Override
    public void start() {
        for (StoredOperation stored : store.active()) {
            active.changed(stored.operation());
            takeUp(stored);
        }
        looking.start();
    }

    @Override
    public void stop() {
        looking.stop();
    }

    @Override
    public boolean isRunning() {
        return looking.isRunning();
    }

    /** Starts before requests are accepted. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** Synchronizes the in-memory registry with the database. */
    void check() {
        Map<OperationId, StoredOperation> stored =
                store.active().stream().collect(Collectors.toMap(StoredOperation::id, Function.identity()));
        for (Operation known : active.all()) {
            if (!stored.containsKey(known.id())) {
                store.find(known.id()).ifPresentOrElse(now -> tell(now.operation()), () -> active.forget(known));
            }
        }
        Instant ownersUntil = clock.instant().minus(OWNERS);
        for (StoredOperation one : stored.values()) {
            tell(one.operation());
            if (one.operation().acceptedAt().isBefore(ownersUntil)) {
                takeUp(one);
            }
        }
    }

    private void look() {
        check();
        sweep();
    }

    /** Runs rarely: key pairs are usually deleted when their operation ends. */
    private void sweep() {
        Instant now = clock.instant();
        if (now.isAfter(nextSweep)) {
            nextSweep = now.plus(SWEEP);
            keys.sweep();
        }
    }

    private void tell(Operation operation) {
        if (active.changed(operation)) {
            announcements.tell(operation);
        }
    }

    private void takeUp(StoredOperation stored) {
        if (schedule.add(stored.id(), Duration.ZERO)) {
            log.info(
                    "Resuming operation {} ({} {}, {}), which had no task",
                    stored.id(),
                    stored.operation().action().word(),
                    stored.server().id(),
                    stored.operation().state());
        }
    }
}
