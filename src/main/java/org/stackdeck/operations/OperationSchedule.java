package org.stackdeck.operations;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Has operations run. */
@Component
class OperationSchedule {

    private final Scheduler scheduler;
    private final CustomTask<Void> task;
    private final Clock clock;

    OperationSchedule(Scheduler scheduler, CustomTask<Void> operationTask, Clock clock) {
        this.scheduler = scheduler;
        this.task = operationTask;
        this.clock = clock;
    }

    /** After a while, as part of the caller's transaction; does nothing for one that is scheduled already. */
    boolean add(OperationId id, Duration grace) {
        return scheduler.scheduleIfNotExists(
                task.instance(id.toString()), clock.instant().plus(grace));
    }

    /** There is something to do, once it is committed. */
    void hurry() {
        scheduler.triggerCheckForDueExecutions();
    }
}
