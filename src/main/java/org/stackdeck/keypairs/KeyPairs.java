package org.stackdeck.keypairs;

import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.PublicKey;
import org.stackdeck.identity.Caller;

/** A user's own keys. Nobody can see or use those of another. */
public interface KeyPairs {

    /** As many a user can have. */
    int MOST = 50;

    /** By name. */
    List<KeyPair> of(Caller caller);

    Optional<KeyPair> find(Caller caller, KeyName name);

    /**
     * Keeps a key that the caller has. Audited.
     *
     * @throws KeyNameTakenException when they have another one of the name
     * @throws TooManyKeysException when they have {@link #MOST}
     */
    KeyPair add(Caller caller, KeyName name, PublicKey key);

    /**
     * Makes a new pair (Ed25519) and keeps its public half. Audited.
     *
     * @throws KeyNameTakenException when they have another one of the name
     * @throws TooManyKeysException when they have {@link #MOST}
     */
    MadeKeyPair make(Caller caller, KeyName name);

    /** False when there was none. Servers that were made with it keep it. Audited. */
    boolean remove(Caller caller, KeyName name);
}
