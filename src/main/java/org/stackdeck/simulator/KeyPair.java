package org.stackdeck.simulator;

import java.time.Instant;

/**
 * A key pair of a user's: the public half.
 *
 * @param number in the order of their making
 */
record KeyPair(int number, String name, String type, String publicKey, String fingerprint, Instant created) {}
