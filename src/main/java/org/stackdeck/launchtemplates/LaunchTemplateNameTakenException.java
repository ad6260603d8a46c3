package org.stackdeck.launchtemplates;

/** The owner already has a launch template with this name. */
public class LaunchTemplateNameTakenException extends RuntimeException {

    public LaunchTemplateNameTakenException() {
        super("a launch template with this name already exists");
    }
}
