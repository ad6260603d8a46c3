package org.stackdeck.identity.mail;

/** The mail server did not accept a message. The texts contain neither addresses nor responses of the server. */
class MailDeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Scope scope;
    private final String reason;

    MailDeliveryException(Scope scope, String reason) {
        super(reason);
        this.scope = scope;
        this.reason = reason;
    }

    /** What the failure concerns. */
    enum Scope {
        /** The message is refused finally (SMTP 5xx). */
        MESSAGE,
        /** A later attempt can succeed. */
        ATTEMPT,
        /** The server cannot be used at the moment: other messages would fail too. */
        SERVER
    }

    Scope scope() {
        return scope;
    }

    /** Returns the reason for logs and administrators, such as {@code connection} or {@code smtp-550}. */
    String reason() {
        return reason;
    }
}
