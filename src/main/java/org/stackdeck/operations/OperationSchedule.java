package org.stackdeck.operations;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Schedules the execution of operations. */
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

    /** Schedules the operation in the caller's transaction. Does nothing if it is already scheduled. */
    boolean add(OperationId id, Duration grace) {
        return scheduler.scheduleIfNotExists(
                task.instance(id.toString()), clock.instant().plus(grace));
    }

    /** Triggers the scheduler after new operations are committed. */
    void hurry() {
        scheduler.triggerCheckForDueExecutions();
    }
}
