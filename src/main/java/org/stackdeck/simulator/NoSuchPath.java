package org.stackdeck.simulator;

/** The service's router knows no such path, which OpenStack's services tell in HTML and not in JSON. */
final class NoSuchPath extends Refusal {

    private static final long serialVersionUID = 1L;

    NoSuchPath() {
        super(404, "The resource could not be found.");
    }
}
