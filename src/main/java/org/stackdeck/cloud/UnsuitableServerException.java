package org.stackdeck.cloud;

/** The specification of a new server is invalid in one field. No request was sent to the cloud. */
public class UnsuitableServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A field of the specification. */
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

        private final String word;

        Field(String word) {
            this.word = word;
        }

        /** The name of the field in the REST API. */
        public String word() {
            return word;
        }
    }

    /** The reason for the rejection. */
    public enum Why {
        MISSING,
        MALFORMED,
        TOO_LONG,
        TOO_MANY,
        /** A value occurs twice but must be unique. */
        TWICE,
        /** The metadata key is reserved for Stackdeck: see {@link ReservedMetadata}. */
        RESERVED,
        /** The project has no resource with this id or name. */
        NOT_FOUND,
        /** Several resources match; the id is required. */
        AMBIGUOUS,
        /** The flavor has less disk or memory than the image requires. */
        TOO_SMALL
    }

    private final Field field;
    private final Why why;

    public UnsuitableServerException(Field field, Why why) {
        super(field.word() + ": " + why);
        this.field = field;
        this.why = why;
    }

    public Field field() {
        return field;
    }

    public Why why() {
        return why;
    }
}
