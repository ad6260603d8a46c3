package org.stackdeck.cloud;

/** An order lacks a parameter, has one that its action does not know, or a value that the cloud would not take. */
public class UnsuitableOrderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the parameter. */
    public enum Why {
        MISSING,
        /** The action has no such parameter. */
        UNKNOWN,
        MALFORMED,
        /** Only Stackdeck sets it: see {@link ReservedMetadata}. */
        RESERVED,
        /** The project has nothing of this id or name. */
        NOT_FOUND,
        /** Several things have this name; an id tells which is meant. */
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
