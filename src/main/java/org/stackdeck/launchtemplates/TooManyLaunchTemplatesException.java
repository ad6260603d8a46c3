package org.stackdeck.launchtemplates;

/** The user already has the maximum number of launch templates. */
public class TooManyLaunchTemplatesException extends RuntimeException {

    public TooManyLaunchTemplatesException() {
        super("the limit is " + LaunchTemplateService.MAX_PER_USER + " launch templates");
    }
}
