package org.stackdeck.cloud.openstack;

/** The way to one service: through its gate, over the connector that trusts whom the entry trusts. */
record Channel(Connector connector, Gate gate) {

    /** Any answer, whatever its status. */
    Answer exchange(Request request) {
        return gate.pass(() -> connector.send(request));
    }
}
