package org.stackdeck.notices.webhook;

import java.util.Locale;

/** A change or test of a webhook was refused. */
public class GroupWebhookException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public GroupWebhookException(Reason reason) {
        super(reason.code());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public enum Reason {
        /** No URL was entered, and none is stored or the stored one cannot be decrypted. */
        URL_REQUIRED,
        /** {@link WebhookAddressPolicy} refuses the address in the URL. */
        ADDRESS_NOT_ALLOWED,
        /** The user's previous test has not ended. */
        TEST_RUNNING;

        /** Returns the last part of the message key. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
