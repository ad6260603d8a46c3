package org.stackdeck.connections;

import java.util.Locale;

/** A change or test of a connection was refused. */
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
        /** Another entry, possibly in a file, has the same name. */
        NAME_TAKEN,
        /** Keystone's secret must be entered: none is stored, or it would be sent to another host. */
        SECRET_REQUIRED,
        /** Another administrator has changed or deleted the connection. */
        CHANGED_MEANWHILE,
        /** Other entries belong to the cloud that is named after this one. */
        NAMES_CLOUD,
        /** Another cloud would get the name or the region of this entry, and its grants would apply to other servers. */
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
