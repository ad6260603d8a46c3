package org.stackdeck.launchtemplates;

/** The user already has the maximum number of launch templates. */
public class TooManyLaunchTemplatesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyLaunchTemplatesException() {
        super("the limit is " + LaunchTemplateService.MAX_PER_USER + " launch templates");
    }
}
