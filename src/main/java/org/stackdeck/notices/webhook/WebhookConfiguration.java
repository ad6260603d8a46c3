package org.stackdeck.notices.webhook;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.platform.ClusterTaskFactory;
import org.stackdeck.platform.delivery.PendingMessagesMetric;

/** Periodic tasks and the metric of webhooks. Each task runs on one of the instances that share a database. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    RecurringTask<Void> webhookDeliveryTask(WebhookDeliveryJob job) {
        return ClusterTaskFactory.withFixedDelay("webhook-delivery", Duration.ofSeconds(5), job::run);
    }

    @Bean
    RecurringTask<Void> webhookRetentionTask(WebhookDeliveryJob job) {
        return ClusterTaskFactory.withFixedDelay("webhook-retention", Duration.ofDays(1), job::deleteExpired);
    }

    @Bean
    PendingMessagesMetric pendingWebhookMessagesMetric(WebhookRepository repository) {
        return new PendingMessagesMetric("webhook", repository.queue());
    }
}
