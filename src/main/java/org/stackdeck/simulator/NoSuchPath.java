package org.stackdeck.simulator;

/** The path is unknown to the router of the service. OpenStack's services respond with HTML instead of JSON. */
final class NoSuchPath extends Refusal {

    private static final long serialVersionUID = 1L;

    NoSuchPath() {
        super(404, "The resource could not be found.");
    }
}
