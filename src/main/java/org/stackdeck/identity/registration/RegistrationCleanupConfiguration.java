package org.stackdeck.identity.registration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Schedules the deletion of expired name conflicts and pending accounts every hour, on one of the instances that share
 * a database.
 */
@Configuration(proxyBeanMethods = false)
class RegistrationCleanupConfiguration {

    @Bean
    RecurringTask<Void> nameConflictExpiryTask(
            RegistrationNameConflictService conflicts, RegistrationStore registrations) {
        return Tasks.recurring("name-clash-expiry", Schedules.fixedDelay(Duration.ofHours(1)))
                .execute((_, _) -> {
                    conflicts.deleteExpired();
                    registrations.deleteExpired();
                });
    }
}
