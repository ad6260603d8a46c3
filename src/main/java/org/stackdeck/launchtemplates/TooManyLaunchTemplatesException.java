package org.stackdeck.launchtemplates;

/** The user already has the maximum number of launch templates. */
public class TooManyLaunchTemplatesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyLaunchTemplatesException() {
        super("one can have " + LaunchTemplateService.MAX_PER_USER + " recipes at most");
    }
}
