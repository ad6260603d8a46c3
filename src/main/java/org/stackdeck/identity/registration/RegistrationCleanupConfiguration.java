package org.stackdeck.identity.registration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.platform.ClusterTaskFactory;

/**
 * Schedules the deletion of expired name conflicts and pending accounts every hour, on one of the instances that share
 * a database.
 */
@Configuration(proxyBeanMethods = false)
class RegistrationCleanupConfiguration {

    @Bean
    RecurringTask<Void> nameConflictExpiryTask(
            RegistrationNameConflictService conflicts, RegistrationStore registrations) {
        return ClusterTaskFactory.withFixedDelay("name-clash-expiry", Duration.ofHours(1), () -> {
            conflicts.deleteExpired();
            registrations.deleteExpired();
        });
    }
}
