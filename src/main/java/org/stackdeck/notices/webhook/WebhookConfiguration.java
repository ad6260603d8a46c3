package org.stackdeck.notices.webhook;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.platform.delivery.PendingMessagesMetric;

/** Periodic tasks and the metric of webhooks. Each task runs on one of the instances that share a database. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    RecurringTask<Void> webhookDeliveryTask(WebhookDeliveryJob job) {
        return Tasks.recurring("webhook-delivery", Schedules.fixedDelay(Duration.ofSeconds(5)))
                .execute((_, _) -> job.run());
    }

    @Bean
    RecurringTask<Void> webhookRetentionTask(WebhookDeliveryJob job) {
        return Tasks.recurring("webhook-retention", Schedules.fixedDelay(Duration.ofDays(1)))
                .execute((_, _) -> job.deleteExpired());
    }

    @Bean
    PendingMessagesMetric pendingWebhookMessagesMetric(WebhookRepository repository) {
        return new PendingMessagesMetric("webhook", repository.queue());
    }
}
