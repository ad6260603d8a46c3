package org.stackdeck.identity.mail;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.platform.delivery.PendingMessagesMetric;

/** Schedules the delivery and the deletion of messages, on one of the instances that share a database. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class MailTaskConfiguration {

    @Bean
    RecurringTask<Void> mailDeliveryTask(MailDeliveryJob job) {
        return Tasks.recurring("mail-delivery", Schedules.fixedDelay(Duration.ofSeconds(5)))
                .execute((_, _) -> job.run());
    }

    @Bean
    RecurringTask<Void> mailRetentionTask(MailDeliveryJob job) {
        return Tasks.recurring("mail-retention", Schedules.fixedDelay(Duration.ofDays(1)))
                .execute((_, _) -> job.deleteExpired());
    }

    @Bean
    PendingMessagesMetric pendingMailMetric(MailRepository repository) {
        return new PendingMessagesMetric("mail", repository.queue());
    }
}
