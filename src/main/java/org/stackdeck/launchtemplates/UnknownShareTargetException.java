package org.stackdeck.launchtemplates;

/** A launch template cannot be shared with the user or group. Does not reveal whether the user or group exists. */
public class UnknownShareTargetException extends RuntimeException {

    public UnknownShareTargetException() {
        super("no user of this name may launch servers in the project");
    }
}
