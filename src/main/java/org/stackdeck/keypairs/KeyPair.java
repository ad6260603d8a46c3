package org.stackdeck.keypairs;

import java.time.Instant;
import org.stackdeck.cloud.PublicKey;

/** Key pair of a user. Stackdeck stores the public key only. */
public record KeyPair(KeyName name, PublicKey publicKey, Instant addedAt) {}
