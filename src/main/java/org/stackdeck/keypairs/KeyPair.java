package org.stackdeck.keypairs;

import java.time.Instant;
import org.stackdeck.cloud.PublicKey;

/** Somebody's key pair, of which the console knows the public half alone. */
public record KeyPair(KeyName name, PublicKey publicKey, Instant addedAt) {}
