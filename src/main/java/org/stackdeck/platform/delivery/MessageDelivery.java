package org.stackdeck.platform.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the messages of a queue. Stores an attempt before it sends the message. No instance starts another attempt
 * until the result is stored or {@link #LEASE} has passed. If the process ends after the server's response and before
 * the result is stored, the message is sent again.
 */
public final class MessageDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(MessageDelivery.class);

    /** Time after which another attempt can start. Longer than an attempt in which each step reaches its time limit. */
    public static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration RETENTION = Duration.ofDays(30);

    private final DeliveryQueue queue;
    private final String description;
    private final Function<DueMessage, String> server;
    private final Clock clock;
    /**
     * Servers to which the last attempt failed. Only the first of consecutive failures, and failures that end a
     * delivery, are logged.
     */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /**
     * @param description describes the messages in the log
     * @param server returns an identifier of the server to which a message is sent
     */
    public MessageDelivery(DeliveryQueue queue, String description, Function<DueMessage, String> server, Clock clock) {
        this.queue = queue;
        this.description = description;
        this.server = server;
        this.clock = clock;
    }

    @FunctionalInterface
    public interface Sender {

        void send(DueMessage message) throws DeliveryException;
    }

    public void failExpired() {
        int expired = queue.failExpired(clock.instant());
        if (expired > 0) {
            LOG.warn("{} messages ({}) were not delivered in time. Stackdeck does not try again", expired, description);
        }
    }

    /** Deletes messages that were created more than 30 days ago. */
    public void deleteExpired() {
        int _ = queue.deleteCreatedBefore(clock.instant().minus(RETENTION));
    }

    /** Attempts to deliver the messages in this order. Stops if the server is unavailable. */
    public void deliver(List<DueMessage> due, Sender sender) {
        for (DueMessage message : due) {
            if (!deliver(message, sender)) {
                return;
            }
        }
    }

    /** Attempts to deliver the message unless another instance does so. Returns false if the server is unavailable. */
    public boolean deliver(DueMessage message, Sender sender) {
        return !queue.claim(message, clock.instant(), clock.instant().plus(LEASE)) || attempt(message, sender);
    }

    /** Returns false if the server is unavailable. */
    private boolean attempt(DueMessage message, Sender sender) {
        try {
            sender.send(message);
            queue.markSent(message);
            failing.remove(server.apply(message));
            return true;
        } catch (DeliveryException e) {
            handle(message, e);
            return e.scope() != DeliveryException.Scope.SERVER;
        }
    }

    private void handle(DueMessage message, DeliveryException e) {
        Instant next = clock.instant().plus(pause(message.attempts()));
        if (e.scope() == DeliveryException.Scope.MESSAGE || !next.isBefore(message.expiresAt())) {
            queue.markFailed(message, e.reason());
            LOG.warn(
                    "Could not send the {} {} ({}). Attempts: {}. Reason: {}. Stackdeck does not try again",
                    description,
                    message.id(),
                    message.kind(),
                    message.attempts() + 1,
                    e.reason());
            return;
        }
        queue.scheduleRetry(message, e.reason(), next);
        if (failing.add(server.apply(message))) {
            LOG.warn(
                    "Could not send the {} {} ({}): {}. Stackdeck tries again later. Further temporary failures are not"
                            + " logged until an attempt succeeds",
                    description,
                    message.id(),
                    message.kind(),
                    e.reason());
        }
    }

    /** Returns the pause before the next attempt, which doubles from one minute to one hour. */
    public static Duration pause(int earlierAttempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(earlierAttempts, 6));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
