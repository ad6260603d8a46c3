package org.stackdeck.cloud;

/** What is asked for cannot be made a server of, as one field of it shows. Nothing was done. */
public class UnsuitableServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Which field. */
    public enum Field {
        NAME("name"),
        /** Image, volume or snapshot. */
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

        /** Its name in the REST interface. */
        public String word() {
            return word;
        }
    }

    /** What is wrong with it. */
    public enum Why {
        MISSING,
        MALFORMED,
        TOO_LONG,
        TOO_MANY,
        /** Twice the same, where once is enough. */
        TWICE,
        /** Only Stackdeck sets it: see {@link ReservedMetadata}. */
        RESERVED,
        /** The project has nothing of this id or name. */
        NOT_FOUND,
        /** Several things have this name, or there are several to choose from; an id tells which is meant. */
        AMBIGUOUS,
        /** The flavor's disk or memory is less than the image needs. */
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
