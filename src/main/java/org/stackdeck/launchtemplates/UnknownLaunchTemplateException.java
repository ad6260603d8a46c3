package org.stackdeck.launchtemplates;

/** The launch template does not exist, or the caller cannot see it. */
public class UnknownLaunchTemplateException extends RuntimeException {

    public UnknownLaunchTemplateException() {
        super("unknown launch template");
    }
}
