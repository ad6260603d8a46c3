package org.stackdeck.identity.mail;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.platform.ClusterTaskFactory;
import org.stackdeck.platform.delivery.PendingMessagesMetric;

/** Schedules the delivery and the deletion of messages, on one of the instances that share a database. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class MailTaskConfiguration {

    @Bean
    RecurringTask<Void> mailDeliveryTask(MailDeliveryJob job) {
        return ClusterTaskFactory.withFixedDelay("mail-delivery", Duration.ofSeconds(5), job::run);
    }

    @Bean
    RecurringTask<Void> mailRetentionTask(MailDeliveryJob job) {
        return ClusterTaskFactory.withFixedDelay("mail-retention", Duration.ofDays(1), job::deleteExpired);
    }

    @Bean
    PendingMessagesMetric pendingMailMetric(MailRepository repository) {
        return new PendingMessagesMetric("mail", repository.queue());
    }
}
