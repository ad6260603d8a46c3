package org.stackdeck.keypairs;

import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.identity.Caller;

/**
 * Manages the key pairs of the caller. Users have no access to the key pairs of other users. Changes are audited. They
 * throw {@link org.stackdeck.identity.TooManyChangesException} after too many changes within a minute.
 */
public interface UserKeyPairService {

    int MAX_PER_USER = 50;

    /** Returns the caller's key pairs, ordered by name. */
    List<KeyPair> list(Caller caller);

    Optional<KeyPair> find(Caller caller, KeyPairName name);

    /**
     * Stores an existing public key.
     *
     * @throws KeyPairNameTakenException if the caller already has a key pair with this name
     * @throws TooManyKeyPairsException if the caller already has {@link #MAX_PER_USER} key pairs
     */
    KeyPair add(Caller caller, KeyPairName name, SshPublicKey key);

    /**
     * Generates an Ed25519 key pair and stores its public key.
     *
     * @throws KeyPairNameTakenException if the caller already has a key pair with this name
     * @throws TooManyKeyPairsException if the caller already has {@link #MAX_PER_USER} key pairs
     */
    GeneratedKeyPair generate(Caller caller, KeyPairName name);

    /**
     * Deletes a key pair. Returns false if it does not exist. Servers that were created with the key pair keep the
     * public key.
     */
    boolean delete(Caller caller, KeyPairName name);
}
