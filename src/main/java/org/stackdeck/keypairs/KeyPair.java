package org.stackdeck.keypairs;

import java.time.Instant;
import org.stackdeck.cloud.keypair.SshPublicKey;

/** Key pair of a user. Stackdeck stores only the public key. */
public record KeyPair(KeyPairName name, SshPublicKey publicKey, Instant addedAt) {}
