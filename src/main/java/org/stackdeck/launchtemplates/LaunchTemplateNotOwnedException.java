package org.stackdeck.launchtemplates;

/** The caller may see the launch template, but is neither its owner nor an administrator. */
public class LaunchTemplateNotOwnedException extends RuntimeException {

    public LaunchTemplateNotOwnedException() {
        super("the launch template belongs to another user");
    }
}
