package org.stackdeck.identity.mail;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.secret.UnreadableSecretException;
import org.stackdeck.platform.delivery.DeliveryException;
import org.stackdeck.platform.delivery.DueMessage;
import org.stackdeck.platform.delivery.MessageDelivery;

/**
 * Sends stored messages. A message that is sent again has the same {@code Message-ID}. A run stops at the first message
 * that fails because the server is unavailable.
 */
@Component
class MailDeliveryJob {

    private static final int BATCH = 50;

    private final MailRepository repository;
    private final MailOutbox outbox;
    private final MailTransport transport;
    private final MessageDelivery delivery;
    private final Clock clock;

    MailDeliveryJob(MailRepository repository, MailOutbox outbox, MailTransport transport, Clock clock) {
        this.repository = repository;
        this.outbox = outbox;
        this.transport = transport;
        this.delivery = new MessageDelivery(repository.queue(), "e-mail", _ -> "mail", clock);
        this.clock = clock;
    }

    void run() {
        delivery.failExpired();
        if (transport.isConfigured()) {
            delivery.deliver(repository.queue().findDue(clock.instant(), BATCH), this::send);
        }
    }

    private void send(DueMessage message) throws DeliveryException {
        RenderedMail mail;
        try {
            mail = outbox.open(message.id(), message.content());
        } catch (UnreadableSecretException e) {
            throw new DeliveryException(DeliveryException.Scope.MESSAGE, "unreadable");
        }
        transport.send(message.id(), mail, message.createdAt());
    }

    /** Deletes messages older than 30 days. */
    void deleteExpired() {
        delivery.deleteExpired();
    }
}
