package org.stackdeck.cloud.action;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
        /** Tags of a resource of Neutron differ only in case. */
        SIMILAR_TAGS,
        /** The tag or the key is {@code .} or {@code ..}. */
        DOT_SEGMENT,
        /** The key is reserved for Stackdeck: see {@link ReservedMetadata}. */
        RESERVED,
        /** The services may use the key themselves: see {@link EditableKeys}. */
        SERVICE_KEY,
        /** The project has no resource with this ID or name. */
        NOT_FOUND,
        /** Several resources have this name; the ID is required. */
        AMBIGUOUS,
        /** The address range overlaps another subnet of the project, which the request does not allow. */
        OVERLAPS_IN_PROJECT,
        /** The address range overlaps another subnet of the same network, which Neutron refuses. */
        OVERLAPS_IN_NETWORK
    }

    private final ActionParameter parameter;
    private final Reason reason;
    private final String field;
    private final @Nullable String detail;

    public InvalidActionParameterException(ActionParameter parameter, Reason reason) {
        this(parameter, reason, parameter.code(), null);
    }

    /**
     * @param field path of the value in the body of a REST request
     * @param detail what an address range overlaps; null for other reasons
     */
    InvalidActionParameterException(ActionParameter parameter, Reason reason, String field, @Nullable String detail) {
        super(field + ": " + reason);
        this.parameter = parameter;
        this.reason = reason;
        this.field = field;
        this.detail = detail;
    }

    public ActionParameter parameter() {
        return parameter;
    }

    public Reason reason() {
        return reason;
    }

    /** Returns the path of the value in the body of a REST request, such as {@code subnets[0].cidr}. */
    public String field() {
        return field;
    }

    /** Returns what an address range overlaps; empty for other reasons. */
    public String detail() {
        return Objects.requireNonNullElse(detail, "");
    }
}
