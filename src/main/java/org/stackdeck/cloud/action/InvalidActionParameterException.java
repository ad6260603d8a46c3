package org.stackdeck.cloud.action;

import org.stackdeck.cloud.resource.EditableKeys;
import org.stackdeck.cloud.server.ReservedMetadata;

/** Indicates that an action request lacks a required parameter, contains an unknown one, or has an invalid value. */
public class InvalidActionParameterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        MISSING,
        /** The action has no such parameter. */
        UNKNOWN,
        /** The parameter cannot be combined with the source of a new resource. */
        EXCLUDED,
        MALFORMED,
        /** The tag or the key is {@code .} or {@code ..}. */
        DOT_SEGMENT,
        /** The key is reserved for Stackdeck: see {@link ReservedMetadata}. */
        RESERVED,
        /** The services may use the key themselves: see {@link EditableKeys}. */
        SERVICE_KEY,
        /** The project has no resource with this ID or name. */
        NOT_FOUND,
        /** Several resources have this name; the ID is required. */
        AMBIGUOUS
    }

    private final ActionParameter parameter;
    private final Reason reason;

    public InvalidActionParameterException(ActionParameter parameter, Reason reason) {
        super(parameter.code() + ": " + reason);
        this.parameter = parameter;
        this.reason = reason;
    }

    public ActionParameter parameter() {
        return parameter;
    }

    public Reason reason() {
        return reason;
    }
}
