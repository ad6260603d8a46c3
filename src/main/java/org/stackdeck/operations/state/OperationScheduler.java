package org.stackdeck.operations.state;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.node.NodeDrainStarted;

@Component
public class OperationScheduler {

    private final Scheduler scheduler;
    private final CustomTask<Void> task;
    private final Clock clock;

    OperationScheduler(Scheduler scheduler, CustomTask<Void> operationTask, Clock clock) {
        this.scheduler = scheduler;
        this.task = operationTask;
        this.clock = clock;
    }

    /**
     * Schedules the operation in the caller's transaction, to be sent after the grace. Returns false if it is already
     * scheduled.
     */
    public boolean schedule(OperationId id, Duration grace) {
        return scheduler.scheduleIfNotExists(
                task.instance(id.toString()), clock.instant().plus(grace));
    }

    /**
     * Stops the scheduler before the other parts of this node. Running operations end after their current step, and
     * other nodes continue them.
     */
    @EventListener
    void on(NodeDrainStarted event) {
        scheduler.stop();
    }

    /**
     * Causes the scheduler to check for due operations immediately. Must be called after the commit of the transaction
     * that scheduled them.
     */
    public void triggerNow() {
        scheduler.triggerCheckForDueExecutions();
    }
}
