package org.stackdeck.simulator.http;

/**
 * The path is unknown to the router of the service. Most services then respond with the router's page, and not in their
 * own JSON format.
 */
public final class UnknownPathException extends ApiException {

    private static final long serialVersionUID = 1L;

    public UnknownPathException() {
        super(404, "The resource could not be found.");
    }
}
