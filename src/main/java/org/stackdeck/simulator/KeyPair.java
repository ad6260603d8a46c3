package org.stackdeck.simulator;

import java.time.Instant;

/**
 * Public key of a user's key pair.
 *
 * @param number sequence number of its creation
 */
record KeyPair(int number, String name, String type, String publicKey, String fingerprint, Instant created) {}
