package org.stackdeck.platform.delivery;

/**
 * A server did not accept a message. The message of the exception contains neither addresses nor responses of the
 * server.
 */
public class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Scope scope;
    private final String reason;

    /** @param reason at most 64 characters */
    public DeliveryException(Scope scope, String reason) {
        super(reason);
        this.scope = scope;
        this.reason = reason;
    }

    /** Extent of a failure. */
    public enum Scope {
        /** The server refuses the message permanently, for example with SMTP 5xx. */
        MESSAGE,
        /** A later attempt can succeed. */
        ATTEMPT,
        /** The server is unavailable at the moment: other messages would fail too. */
        SERVER
    }

    public Scope scope() {
        return scope;
    }

    /** Returns the reason for logs and for administrators, such as {@code connection} or {@code smtp-550}. */
    public String reason() {
        return reason;
    }
}
