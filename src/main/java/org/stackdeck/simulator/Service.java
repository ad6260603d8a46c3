package org.stackdeck.simulator;

/** An OpenStack service with its path prefix. */
interface Service {

    /** Type in the catalog, which faults also use: identity, compute, image, network, volumev3. */
    String type();

    /** Path prefix without a trailing slash; empty for Keystone. */
    String prefix();

    /**
     * Handles a request.
     *
     * @throws Refusal if the service rejects the request
     */
    Reply answer(Request request);

    /** Formats an error in the format of this service. */
    Reply refuse(Request request, Refusal refusal);

    /** Adds the headers of all responses of this service. */
    Reply dress(Request request, Reply reply);
}
