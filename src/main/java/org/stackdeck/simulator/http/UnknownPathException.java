package org.stackdeck.simulator.http;

/**
 * The router of the service does not contain the path. Most services then respond with a page of the router instead of
 * an error in their JSON format.
 */
public final class UnknownPathException extends ApiException {

    private static final long serialVersionUID = 1L;

    public UnknownPathException() {
        super(404, "The resource could not be found.");
    }
}
