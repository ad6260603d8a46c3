package org.stackdeck.simulator;

/** Error with the name of Neutron's exception, which is part of the response. */
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
