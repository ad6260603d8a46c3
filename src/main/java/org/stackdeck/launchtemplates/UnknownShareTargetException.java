package org.stackdeck.launchtemplates;

/** The user or group does not exist, or may not launch servers in the project. The response does not reveal which. */
public class UnknownShareTargetException extends RuntimeException {

    public UnknownShareTargetException() {
        super("no user of this name may launch servers in the project");
    }
}
