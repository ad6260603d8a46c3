package org.stackdeck.simulator;

/** One of OpenStack's services, below a path of its own. */
interface Service {

    /** Its type in the catalog, which is also how faults name it: identity, compute, image, network, volumev3. */
    String type();

    /** Where it lives, without a slash at the end; empty for Keystone, which has the root. */
    String prefix();

    /** Answers, or throws {@link Refusal}. */
    Reply answer(Request request);

    /** Puts a refusal into this service's words. */
    Reply refuse(Request request, Refusal refusal);

    /** Adds what every answer of this service carries. */
    Reply dress(Request request, Reply reply);
}
