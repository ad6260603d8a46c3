package org.stackdeck.keypairs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.cloud.PublicKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/** Key pairs in memory. */
public class FakeKeyPairs implements KeyPairs {

    private static final Instant ADDED = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<UserId, Map<KeyName, KeyPair>> byUser = new LinkedHashMap<>();

    @Override
    public synchronized List<KeyPair> of(Caller caller) {
        return List.copyOf(theirs(caller).values());
    }

    @Override
    public synchronized Optional<KeyPair> find(Caller caller, KeyName name) {
        return Optional.ofNullable(theirs(caller).get(name));
    }

    @Override
    public synchronized KeyPair add(Caller caller, KeyName name, PublicKey key) {
        Map<KeyName, KeyPair> theirs = theirs(caller);
        if (theirs.size() >= MOST) {
            throw new TooManyKeysException();
        }
        KeyPair pair = new KeyPair(name, key, ADDED);
        if (theirs.putIfAbsent(name, pair) != null) {
            throw new KeyNameTakenException();
        }
        return pair;
    }

    @Override
    public MadeKeyPair make(Caller caller, KeyName name) {
        NewPair pair = NewPair.make(name.value());
        return new MadeKeyPair(add(caller, name, pair.publicKey()), pair.privateKey());
    }

    @Override
    public synchronized boolean remove(Caller caller, KeyName name) {
        return theirs(caller).remove(name) != null;
    }

    private Map<KeyName, KeyPair> theirs(Caller caller) {
        return byUser.computeIfAbsent(caller.userId(), user -> new LinkedHashMap<>());
    }
}
