package org.stackdeck.simulator.http;

/** The path is unknown to the router of the service. OpenStack's services respond with HTML instead of JSON. */
public final class UnknownPathException extends ApiException {

    private static final long serialVersionUID = 1L;

    public UnknownPathException() {
        super(404, "The resource could not be found.");
    }
}
