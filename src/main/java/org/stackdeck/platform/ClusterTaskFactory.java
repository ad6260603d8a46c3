package org.stackdeck.platform;

import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;

/** Creates tasks of db-scheduler. Each run is executed by one of the instances that share a database. */
public final class ClusterTaskFactory {

    private ClusterTaskFactory() {}

    /** Creates a task with this delay between the end of a run and the start of the next. */
    public static RecurringTask<Void> withFixedDelay(String name, Duration delay, Runnable work) {
        return Tasks.recurring(name, Schedules.fixedDelay(delay))
                .onDeadExecution(deadExecutionHandler())
                .execute((_, _) -> work.run());
    }

    /**
     * Returns a handler that schedules the execution of a killed instance at once, by the time of the database. The
     * handler of db-scheduler uses the system clock: an instance with a fast clock would delay the execution.
     */
    public static <T> DeadExecutionHandler<T> deadExecutionHandler() {
        return (complete, operations) -> operations.reschedule(complete, complete.getTimeDone());
    }
}
