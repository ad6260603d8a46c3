package org.stackdeck.operations;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes up what an earlier run of the console left: every operation that has not ended is known again, and scheduled. */
@Component
class OperationRecovery implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OperationRecovery.class);

    private final OperationStore store;
    private final ActiveOperations active;
    private final OperationSchedule schedule;
    private volatile boolean running;

    OperationRecovery(OperationStore store, ActiveOperations active, OperationSchedule schedule) {
        this.store = store;
        this.active = active;
        this.schedule = schedule;
    }

    @Override
    public void start() {
        running = true;
        for (StoredOperation stored : store.active()) {
            active.changed(stored.operation());
            boolean wasLost = schedule.add(stored.id());
            log.info(
                    "taking up operation {} ({} {}, {}){}",
                    stored.id(),
                    stored.operation().action().word(),
                    stored.server().id(),
                    stored.operation().state(),
                    wasLost ? ", which had no task" : "");
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before anybody can ask for something. */
    @Override
    public int getPhase() {
        return 0;
    }
}
