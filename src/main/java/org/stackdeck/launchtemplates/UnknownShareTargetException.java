package org.stackdeck.launchtemplates;

/**
 * The caller cannot share a launch template with the user or group. Does not reveal whether the user or group exists.
 */
public class UnknownShareTargetException extends RuntimeException {

    public UnknownShareTargetException() {
        super("the launch template cannot be shared with this user or group");
    }
}
