package org.stackdeck.launchtemplates;

/** The launch template does not exist, or the caller may not see it. */
public class UnknownLaunchTemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownLaunchTemplateException() {
        super("unknown launch template");
    }
}
