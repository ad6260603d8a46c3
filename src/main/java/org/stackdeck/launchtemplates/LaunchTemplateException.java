package org.stackdeck.launchtemplates;

/** A launch template cannot be created, changed or deleted. */
public class LaunchTemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public LaunchTemplateException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public enum Reason {
        /** The launch template does not exist, or the caller cannot see it. */
        UNKNOWN,
        /** The caller may see the launch template, but is neither its owner nor an administrator. */
        NOT_OWNED,
        /** The owner already has a launch template with this name. */
        NAME_TAKEN,
        /** The user already has {@link LaunchTemplateService#MAX_PER_USER} launch templates. */
        TOO_MANY,
        /** The server has more than {@link LaunchTemplateService#MAX_LENGTH} characters, for instance of metadata. */
        TOO_LARGE,
        /**
         * The caller cannot share a launch template with the user or group. Does not reveal whether the user or group
         * exists.
         */
        UNKNOWN_SHARE_TARGET
    }
}
