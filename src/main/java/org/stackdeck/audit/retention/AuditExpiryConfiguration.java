package org.stackdeck.audit.retention;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.platform.ClusterTaskFactory;

/** Schedules the daily deletion of old entries on one of the instances that share a database. */
@Configuration(proxyBeanMethods = false)
class AuditExpiryConfiguration {

    @Bean
    RecurringTask<Void> auditRetentionTask(AuditExpiryJob job) {
        return Tasks.recurring(
                        "audit-retention",
                        Schedules.daily(
                                AuditRetentionPeriodRepository.RUN_ZONE, AuditRetentionPeriodRepository.RUN_TIME))
                .onDeadExecution(ClusterTaskFactory.deadExecutionHandler())
                .execute((_, context) ->
                        job.run(() -> context.getSchedulerState().isShuttingDown()));
    }
}
