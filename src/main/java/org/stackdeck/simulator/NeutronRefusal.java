package org.stackdeck.simulator;

/** A refusal with the name of the exception, as Neutron tells it. */
final class NeutronRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private final String type;

    NeutronRefusal(int status, String type, String words) {
        super(status, words);
        this.type = type;
    }

    String type() {
        return type;
    }
}
