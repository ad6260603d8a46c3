package org.stackdeck.cloud.launch;

import org.stackdeck.cloud.server.ReservedMetadata;

/**
 * Indicates that one field of the specification of a new server is invalid. No request to create the server was sent to
 * the cloud.
 */
public class InvalidNewServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Field {
        NAME("name"),
        /** The image, volume or snapshot. */
        SOURCE("source"),
        FLAVOR("flavor"),
        NETWORKS("networks"),
        KEY("key"),
        SECURITY_GROUPS("securityGroups"),
        ZONE("availabilityZone"),
        SERVER_GROUP("serverGroup"),
        ROOT_VOLUME("rootVolume"),
        USER_DATA("userData"),
        TAGS("tags"),
        METADATA("metadata"),
        DESCRIPTION("description"),
        COUNT("count");

        private final String code;

        Field(String code) {
            this.code = code;
        }

        /** Returns the name of the field in the REST API. */
        public String code() {
            return code;
        }
    }

    public enum Reason {
        MISSING,
        MALFORMED,
        TOO_LONG,
        TOO_MANY,
        /** A value occurs twice but must be unique. */
        TWICE,
        /** The metadata key is reserved for Stackdeck: see {@link ReservedMetadata}. */
        RESERVED,
        /** The project has no resource with this ID or name. */
        NOT_FOUND,
        /** Several resources match; the ID is required. */
        AMBIGUOUS,
        /** The flavor or the root volume is too small for the image or snapshot. */
        TOO_SMALL
    }

    private final Field field;
    private final Reason reason;

    public InvalidNewServerException(Field field, Reason reason) {
        super(field.code() + ": " + reason);
        this.field = field;
        this.reason = reason;
    }

    public Field field() {
        return field;
    }

    public Reason reason() {
        return reason;
    }
}
