package org.stackdeck.cloud;

/** An action request lacks a required parameter, has an unknown one, or has an invalid value. */
public class UnsuitableOrderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The reason for the rejection. */
    public enum Why {
        MISSING,
        /** The action has no such parameter. */
        UNKNOWN,
        MALFORMED,
        /** The metadata key is reserved for Stackdeck: see {@link ReservedMetadata}. */
        RESERVED,
        /** The project has no resource with this id or name. */
        NOT_FOUND,
        /** Several resources have this name; the id is required. */
        AMBIGUOUS
    }

    private final ActionParameter parameter;
    private final Why why;

    public UnsuitableOrderException(ActionParameter parameter, Why why) {
        super(parameter.word() + ": " + why);
        this.parameter = parameter;
        this.why = why;
    }

    public ActionParameter parameter() {
        return parameter;
    }

    public Why why() {
        return why;
    }
}
