package org.stackdeck.keypairs;

import java.time.Instant;
import org.stackdeck.cloud.keypair.SshPublicKey;

/** Key pair of a user. Stackdeck stores the public key only. */
public record KeyPair(KeyPairName name, SshPublicKey publicKey, Instant addedAt) {}
