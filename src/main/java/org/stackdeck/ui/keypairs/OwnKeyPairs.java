package org.stackdeck.ui.keypairs;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.keypair.TemporaryKeyPairName;
import org.stackdeck.identity.Caller;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.keypairs.UserKeyPairService;
import org.stackdeck.platform.database.DatabaseUnavailableClassifier;

/** The viewer's key pairs, loaded when the first server with a key pair is shown. */
public final class OwnKeyPairs {

    private final UserKeyPairService userKeyPairService;
    private final Caller caller;
    private @Nullable List<KeyPair> loaded;

    public OwnKeyPairs(UserKeyPairService userKeyPairService, Caller caller) {
        this.userKeyPairService = userKeyPairService;
        this.caller = caller;
    }

    /**
     * Returns the name of the key pair with which the server was created; empty if the viewer has no such key pair.
     *
     * @param name name of the key pair in Nova
     */
    public Optional<String> find(String name) {
        return TemporaryKeyPairName.isTemporary(name) ? findIn(load(), name) : Optional.empty();
    }

    /** Without the database, the page still shows the server. The key pairs are then loaded later. */
    private List<KeyPair> load() {
        if (loaded == null) {
            try {
                loaded = userKeyPairService.list(caller);
            } catch (RuntimeException e) {
                if (!DatabaseUnavailableClassifier.isUnavailable(e)) {
                    throw e;
                }
                return List.of();
            }
        }
        return loaded;
    }

    private static Optional<String> findIn(List<KeyPair> pairs, String name) {
        return pairs.stream()
                .filter(pair -> TemporaryKeyPairName.matches(name, pair.publicKey()))
                .map(pair -> pair.name().value())
                .findFirst();
    }
}
