package org.stackdeck.simulator.model;

import java.time.Instant;

/**
 * Public key of a user's key pair.
 *
 * @param number sequence number of the creation
 */
public record KeyPair(int number, String name, String type, String publicKey, String fingerprint, Instant created) {}
