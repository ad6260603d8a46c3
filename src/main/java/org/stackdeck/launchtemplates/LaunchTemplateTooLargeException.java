package org.stackdeck.launchtemplates;

/** The server of a launch template is too large to be stored, for instance because of its metadata. */
public class LaunchTemplateTooLargeException extends RuntimeException {

    public LaunchTemplateTooLargeException() {
        super("the limit is " + LaunchTemplateService.MAX_LENGTH + " characters");
    }
}
