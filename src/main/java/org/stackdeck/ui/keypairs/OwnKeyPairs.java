package org.stackdeck.ui.keypairs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(10);

    private final UserKeyPairService userKeyPairService;
    private final Caller caller;
    private final Clock clock;
    private @Nullable List<KeyPair> loaded;
    private Instant retryAt = Instant.MIN;

    public OwnKeyPairs(UserKeyPairService userKeyPairService, Caller caller, Clock clock) {
        this.userKeyPairService = userKeyPairService;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * The key pair of a server as displayed.
     *
     * @param own whether it is a key pair of the viewer; the key pairs page lists only these
     */
    public record Label(String text, boolean own) {}

    /**
     * Returns the name of the viewer's key pair. For a key pair of another user, returns the start of the fingerprint
     * or, without one, the name in Nova.
     *
     * @param name name of the key pair in Nova
     */
    public Label label(String name) {
        return find(name)
                .map(found -> new Label(found, true))
                .orElseGet(() -> new Label(
                        TemporaryKeyPairName.fingerprintStart(name)
                                .map(start -> start + "…")
                                .orElse(name),
                        false));
    }

    /** Returns the name of the key pair with which the server was created; empty if the viewer has no such key pair. */
    Optional<String> find(String name) {
        return TemporaryKeyPairName.isTemporary(name) ? findIn(load(), name) : Optional.empty();
    }

    /**
     * Without the database, the page still shows the server. The key pairs are then loaded later, but not for each
     * displayed server, because each attempt can block for seconds.
     */
    private List<KeyPair> load() {
        if (loaded == null) {
            if (clock.instant().isBefore(retryAt)) {
                return List.of();
            }
            try {
                loaded = userKeyPairService.list(caller);
            } catch (RuntimeException e) {
                if (!DatabaseUnavailableClassifier.isUnavailable(e)) {
                    throw e;
                }
                retryAt = clock.instant().plus(RETRY_INTERVAL);
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
