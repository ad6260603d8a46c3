package org.stackdeck.identity.password;

import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.mail.AccountMailer;
import org.stackdeck.identity.mail.MailKind;
import org.stackdeck.identity.mail.MailOutbox;
import org.stackdeck.identity.mail.MailRecipient;
import org.stackdeck.identity.mail.MailRecipientService;

/** Adds messages with reset codes to the outbox, in the caller's transaction. */
@Component
class ResetCodeMailer {

    /**
     * Maximum number of messages for a user within an hour. The number is limited, because anyone can request messages,
     * and each message invalidates the previous code.
     */
    static final int MAX_PER_HOUR = 3;

    private final MailOutbox outbox;
    private final MailRecipientService recipients;
    private final AccountMailer mailer;

    ResetCodeMailer(MailOutbox outbox, MailRecipientService recipients, AccountMailer mailer) {
        this.outbox = outbox;
        this.recipients = recipients;
        this.mailer = mailer;
    }

    boolean isConfigured() {
        return outbox.isConfigured();
    }

    /** Returns the reason for a refusal; empty if the message was added. */
    Optional<String> send(UserId user, UserName name, String code) {
        Optional<MailRecipient> recipient = recipients.find(user);
        if (recipient.isEmpty()) {
            return Optional.of("no-email-address");
        }
        if (outbox.countRecent(user, MailKind.PASSWORD_RESET, Duration.ofHours(1)) >= MAX_PER_HOUR) {
            return Optional.of("too-many-reset-codes");
        }
        mailer.sendResetCode(user, name.value(), recipient.get(), code);
        return Optional.empty();
    }
}
