package org.stackdeck.launchtemplates;

/** The owner already has a launch template with this name. */
public class LaunchTemplateNameTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LaunchTemplateNameTakenException() {
        super("a launch template with this name already exists");
    }
}
