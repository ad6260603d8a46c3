package org.stackdeck.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Schedules the daily deletion of old entries on one of the instances that share a database. */
@Configuration(proxyBeanMethods = false)
class RetentionSchedule {

    @Bean
    RecurringTask<Void> auditRetentionTask(AuditExpiry expiry) {
        return Tasks.recurring("audit-retention", Schedules.daily(AuditRetention.RUN_ZONE, AuditRetention.RUN))
                .execute((_, context) ->
                        expiry.run(() -> context.getSchedulerState().isShuttingDown()));
    }
}
