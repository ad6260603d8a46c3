package org.stackdeck.keypairs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

public class FakeUserKeyPairService implements UserKeyPairService {

    private static final Instant ADDED = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<UserId, Map<KeyPairName, KeyPair>> byUser = new LinkedHashMap<>();

    @Override
    public synchronized List<KeyPair> list(Caller caller) {
        return List.copyOf(keyPairsOf(caller).values());
    }

    @Override
    public synchronized Optional<KeyPair> find(Caller caller, KeyPairName name) {
        return Optional.ofNullable(keyPairsOf(caller).get(name));
    }

    @Override
    public synchronized KeyPair add(Caller caller, KeyPairName name, SshPublicKey key) {
        Map<KeyPairName, KeyPair> theirs = keyPairsOf(caller);
        if (theirs.size() >= MAX_PER_USER) {
            throw new TooManyKeyPairsException();
        }
        KeyPair pair = new KeyPair(name, key, ADDED);
        if (theirs.putIfAbsent(name, pair) != null) {
            throw new KeyPairNameTakenException();
        }
        return pair;
    }

    @Override
    public GeneratedKeyPair generate(Caller caller, KeyPairName name) {
        Ed25519KeyPair pair = Ed25519KeyPair.generate(name.value());
        return new GeneratedKeyPair(add(caller, name, pair.publicKey()), pair.privateKey());
    }

    @Override
    public synchronized boolean delete(Caller caller, KeyPairName name) {
        return keyPairsOf(caller).remove(name) != null;
    }

    private Map<KeyPairName, KeyPair> keyPairsOf(Caller caller) {
        return byUser.computeIfAbsent(caller.userId(), user -> new LinkedHashMap<>());
    }
}
