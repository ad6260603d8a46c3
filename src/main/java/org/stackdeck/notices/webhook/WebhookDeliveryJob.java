package org.stackdeck.notices.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.secret.UnreadableSecretException;
import org.stackdeck.notices.webhook.WebhookRepository.WebhookRow;
import org.stackdeck.platform.delivery.DeliveryException;
import org.stackdeck.platform.delivery.DeliveryException.Scope;
import org.stackdeck.platform.delivery.DueMessage;
import org.stackdeck.platform.delivery.MessageDelivery;

/**
 * Sends stored messages to webhooks. Webhooks are processed in parallel. The messages of each webhook are sent one
 * after another: first those with the fewest attempts, and among them the oldest. If the webhook is unavailable, its
 * other messages wait for the next run.
 */
@Component
class WebhookDeliveryJob {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDeliveryJob.class);
    private static final int MAX_PARALLEL = 8;
    /** Maximum number of messages of a webhook in one run. */
    private static final int BATCH = 10;
    /**
     * Time after which a run sends no more messages to a webhook, so that a slow webhook delays the others only
     * briefly.
     */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

    private final WebhookRepository repository;
    private final WebhookOutbox outbox;
    private final WebhookTransport transport;
    private final MessageDelivery delivery;
    private final Clock clock;

    WebhookDeliveryJob(WebhookRepository repository, WebhookOutbox outbox, WebhookTransport transport, Clock clock) {
        this.repository = repository;
        this.outbox = outbox;
        this.transport = transport;
        this.delivery = new MessageDelivery(
                repository.queue(), "message to a chat", message -> Objects.toString(message.owner()), clock);
        this.clock = clock;
    }

    void run() {
        delivery.failExpired();
        try (ExecutorService executor = Executors.newFixedThreadPool(
                MAX_PARALLEL, Thread.ofVirtual().name("webhook-delivery-", 0).factory())) {
            repository.queue().findDueOwners(clock.instant()).forEach(group -> executor.execute(() -> deliver(group)));
        }
    }

    /** Deletes messages older than 30 days. */
    void deleteExpired() {
        delivery.deleteExpired();
    }

    private void deliver(UUID group) {
        try {
            Instant end = clock.instant().plus(TIME_LIMIT);
            for (DueMessage message : repository.queue().findDue(group, clock.instant(), BATCH)) {
                if (!clock.instant().isBefore(end) || !deliver(new GroupId(group), message)) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            // The next run repeats the attempt.
            LOG.warn("Could not send the chat messages of the group {}", group, e);
        }
    }

    /** Returns false if the webhook is unavailable. */
    private boolean deliver(GroupId group, DueMessage message) {
        List<Runnable> results = new ArrayList<>();
        boolean available = delivery.deliver(message, claimed -> {
            WebhookRow webhook = repository
                    .find(group)
                    .filter(WebhookRow::enabled)
                    .orElseThrow(() -> new DeliveryException(Scope.MESSAGE, "disabled"));
            try {
                post(webhook, claimed);
                results.add(() -> repository.clearFailure(group, clock.instant()));
            } catch (DeliveryException e) {
                results.add(() -> repository.recordFailure(group, e.reason(), clock.instant()));
                throw e;
            }
        });
        // Run the updates after the result of the message was stored, because their failure must not cause a second
        // attempt.
        try {
            results.forEach(Runnable::run);
        } catch (RuntimeException e) {
            LOG.warn("Could not store the state of the webhook of the group {}", group, e);
        }
        return available;
    }

    private void post(WebhookRow webhook, DueMessage message) throws DeliveryException {
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
}
