package org.stackdeck.connections;

import java.util.Locale;

/** Thrown when a change or a test of a connection is refused. */
public class CloudConnectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    CloudConnectionException(Reason reason) {
        super(reason.code());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public enum Reason {
        /** Another connection, or an entry in a file or in environment variables, has the same name. */
        NAME_TAKEN,
        /**
         * A secret must be entered: none is stored, or the stored one would be sent to another host or with other TLS
         * settings.
         */
        SECRET_REQUIRED,
        /** The connection has been changed or deleted since the caller loaded it. */
        CHANGED_MEANWHILE,
        /** The cloud is named after this entry, and other entries also belong to it. */
        NAMES_CLOUD,
        /**
         * The name, Keystone or region of a cloud with other entries would change. Grants for this cloud would lose
         * their effect or apply to other servers.
         */
        MOVES_CLOUD,
        TOO_MANY,
        /** The user's previous test has not ended. */
        TEST_RUNNING;

        /** Returns the last part of the message key. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
