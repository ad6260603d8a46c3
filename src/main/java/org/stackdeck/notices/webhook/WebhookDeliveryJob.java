package org.stackdeck.notices.webhook;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.secret.UnreadableSecretException;
import org.stackdeck.notices.webhook.WebhookRepository.StoredWebhook;
import org.stackdeck.platform.delivery.DeliveryException;
import org.stackdeck.platform.delivery.DeliveryException.Scope;
import org.stackdeck.platform.delivery.DueMessage;
import org.stackdeck.platform.delivery.MessageDelivery;

/**
 * Sends stored messages to webhooks. Webhooks are processed in parallel, the messages of one in their order. After a failure,
 * the other messages of the webhook wait for the next run.
 */
@Component
class WebhookDeliveryJob {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDeliveryJob.class);
    private static final int MAX_PARALLEL = 8;
    /** Maximum number of messages of a webhook in one run, so that a slow webhook does not delay the others for long. */
    private static final int BATCH = 10;

    private final WebhookRepository repository;
    private final WebhookOutbox outbox;
    private final WebhookTransport transport;
    private final MessageDelivery delivery;
    private final Clock clock;

    WebhookDeliveryJob(WebhookRepository repository, WebhookOutbox outbox, WebhookTransport transport, Clock clock) {
        this.repository = repository;
        this.outbox = outbox;
        this.transport = transport;
        this.delivery = new MessageDelivery(repository.queue(), "message to a chat", clock);
        this.clock = clock;
    }

    void run() {
        delivery.failExpired();
        try (ExecutorService executor = Executors.newFixedThreadPool(
                MAX_PARALLEL, Thread.ofVirtual().name("webhook-delivery-", 0).factory())) {
            repository.queue().findDueOwners(now()).forEach(group -> executor.execute(() -> deliver(group)));
        }
    }

    /** Deletes messages older than 30 days. */
    void deleteExpired() {
        delivery.deleteExpired();
    }

    private void deliver(UUID group) {
        try {
            delivery.deliver(
                    repository.queue().findDue(group, now(), BATCH), message -> send(new GroupId(group), message));
        } catch (RuntimeException e) {
            // Repeated by the next run.
            LOG.warn("Could not send the messages of the group {}", group, e);
        }
    }

    private void send(GroupId group, DueMessage message) throws DeliveryException {
        StoredWebhook webhook = repository
                .find(group)
                .filter(StoredWebhook::enabled)
                .orElseThrow(() -> new DeliveryException(Scope.MESSAGE, "disabled"));
        try {
            post(webhook, message);
        } catch (DeliveryException e) {
            repository.recordFailure(group, e.reason(), now());
            throw e;
        }
        repository.clearFailure(group);
    }

    private void post(StoredWebhook webhook, DueMessage message) throws DeliveryException {
        if (webhook.url() == null) {
            throw new DeliveryException(Scope.SERVER, "unreadable");
        }
        String payload;
        try {
            payload = outbox.open(message.id(), message.content());
        } catch (UnreadableSecretException e) {
            throw new DeliveryException(Scope.MESSAGE, "unreadable");
        }
        transport.post(webhook.url(), payload);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
