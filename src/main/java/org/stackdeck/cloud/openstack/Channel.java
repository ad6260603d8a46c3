package org.stackdeck.cloud.openstack;

/** Connection to one service: a circuit breaker and an HTTP client with the TLS settings of an entry. */
record Channel(Connector connector, Gate gate) {

    /** Sends a request and returns the response, with any status. */
    Answer exchange(Request request) {
        return gate.pass(() -> connector.send(request));
    }
}
