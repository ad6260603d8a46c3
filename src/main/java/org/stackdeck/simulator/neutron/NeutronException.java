package org.stackdeck.simulator.neutron;

import org.stackdeck.simulator.http.ApiException;

/** Error with the name of Neutron's exception. The response contains this name. */
final class NeutronException extends ApiException {

    private static final long serialVersionUID = 1L;

    private final String type;

    NeutronException(int status, String type, String text) {
        super(status, text);
        this.type = type;
    }

    String type() {
        return type;
    }
}
