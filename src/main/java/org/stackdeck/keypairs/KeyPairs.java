package org.stackdeck.keypairs;

import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.PublicKey;
import org.stackdeck.identity.Caller;

/** Manages the key pairs of the caller. Users have no access to the key pairs of others. */
public interface KeyPairs {

    /** Maximum number of key pairs of a user. */
    int MOST = 50;

    /** The caller's key pairs, ordered by name. */
    List<KeyPair> of(Caller caller);

    Optional<KeyPair> find(Caller caller, KeyName name);

    /**
     * Stores an existing public key. Audited.
     *
     * @throws KeyNameTakenException if the caller already has a key pair with this name
     * @throws TooManyKeysException if the caller already has {@link #MOST} key pairs
     */
    KeyPair add(Caller caller, KeyName name, PublicKey key);

    /**
     * Generates an Ed25519 key pair and stores its public key. Audited.
     *
     * @throws KeyNameTakenException if the caller already has a key pair with this name
     * @throws TooManyKeysException if the caller already has {@link #MOST} key pairs
     */
    MadeKeyPair make(Caller caller, KeyName name);

    /** Deletes a key pair; returns false if it does not exist. Servers created with it keep the key. Audited. */
    boolean remove(Caller caller, KeyName name);
}
