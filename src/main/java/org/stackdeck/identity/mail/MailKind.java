package org.stackdeck.identity.mail;

import java.time.Duration;

/** Kind of message. The names are stored in the database. */
public enum MailKind {
    NOTICES(Duration.ofHours(24)),
    ADDRESS_CONFIRMATION(Duration.ofHours(24)),
    /** Sent to the previous address after it was changed or removed. */
    ADDRESS_CHANGED(Duration.ofDays(3)),
    ACCOUNT_APPROVED(Duration.ofDays(3)),
    ACCOUNT_REJECTED(Duration.ofDays(3)),
    INVITATION(Duration.ofHours(24)),
    /** Delivery is attempted only as long as the code in the message is valid. */
    PASSWORD_RESET(Duration.ofMinutes(30));

    private final Duration lifetime;

    MailKind(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /** Returns the time after which delivery is no longer attempted. */
    Duration lifetime() {
        return lifetime;
    }
}
