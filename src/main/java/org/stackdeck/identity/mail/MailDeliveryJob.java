package org.stackdeck.identity.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.mail.MailDeliveryException.Scope;
import org.stackdeck.identity.mail.MailRepository.DueMail;
import org.stackdeck.identity.secret.UnreadableSecretException;

/**
 * Sends stored messages. An attempt is stored before the message is sent, and no instance starts another one until
 * {@link #LEASE} has passed. If the process ends between the response of the server and the next statement, the message
 * is sent again with the same {@code Message-ID}.
 */
@Component
class MailDeliveryJob {

    private static final Logger LOG = LoggerFactory.getLogger(MailDeliveryJob.class);

    /** Longer than an attempt whose steps all reach their time limits. */
    static final Duration LEASE = Duration.ofMinutes(10);

    private static final int BATCH = 50;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration RETENTION = Duration.ofDays(30);

    private final MailRepository repository;
    private final MailOutbox outbox;
    private final MailTransport transport;
    private final Clock clock;
    /** Only the first of consecutive failures is logged, except those that end a delivery. */
    private volatile boolean failing;

    MailDeliveryJob(MailRepository repository, MailOutbox outbox, MailTransport transport, Clock clock) {
        this.repository = repository;
        this.outbox = outbox;
        this.transport = transport;
        this.clock = clock;
    }

    void run() {
        int expired = repository.failExpired(now());
        if (expired > 0) {
            LOG.warn("Gave up on {} e-mails: they were not delivered in time", expired);
        }
        if (!transport.isConfigured()) {
            return;
        }
        for (DueMail mail : repository.findDue(now(), BATCH)) {
            // While the server is unavailable, one message at a time is attempted.
            if (repository.claim(mail, now(), now().plus(LEASE)) && !attempt(mail)) {
                return;
            }
        }
    }

    /** Deletes messages older than 30 days. */
    void deleteExpired() {
        int _ = repository.deleteCreatedBefore(now().minus(RETENTION));
    }

    /** Returns false if the server is unavailable. */
    private boolean attempt(DueMail mail) {
        try {
            transport.send(mail.id(), outbox.open(mail.id(), mail.content()), mail.createdAt());
            repository.markSent(mail);
            failing = false;
            return true;
        } catch (UnreadableSecretException e) {
            fail(mail, "unreadable");
            return true;
        } catch (MailDeliveryException e) {
            handle(mail, e);
            return e.scope() != Scope.SERVER;
        }
    }

    private void handle(DueMail mail, MailDeliveryException e) {
        Instant next = now().plus(pause(mail.attempts()));
        if (e.scope() == Scope.MESSAGE || !next.isBefore(mail.expiresAt())) {
            fail(mail, e.reason());
            return;
        }
        repository.scheduleRetry(mail, e.reason(), next);
        if (!failing) {
            failing = true;
            LOG.warn(
                    "Could not send the e-mail {} ({}): {}. It is sent again later; further attempts are not logged until"
                            + " one succeeds",
                    mail.id(),
                    mail.kind(),
                    e.reason());
        }
    }

    private void fail(DueMail mail, String reason) {
        repository.markFailed(mail, reason);
        LOG.warn(
                "Gave up on the e-mail {} ({}) after {} attempts: {}",
                mail.id(),
                mail.kind(),
                mail.attempts() + 1,
                reason);
    }

    /** Doubles from one minute to one hour. */
    static Duration pause(int earlierAttempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(earlierAttempts, 6));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
