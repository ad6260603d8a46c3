package org.stackdeck.operations;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.PublicKey;

/**
 * Manages the key pairs that exist in Nova only during the creation of a server, since Nova keeps all of them under
 * Stackdeck's own user. The server retains its public key. The key pair's name is stored before the import, so that the
 * key pair can be deleted after a crash.
 */
@Component
class LaunchKeys {

    private static final Logger log = LoggerFactory.getLogger(LaunchKeys.class);

    private static final int AT_ONCE = 20;

    private final OperationStore store;
    private final OperationBook book;
    private final Clouds clouds;
    private final Clock clock;

    LaunchKeys(OperationStore store, OperationBook book, Clouds clouds, Clock clock) {
        this.clock = clock;
        this.store = store;
        this.book = book;
        this.clouds = clouds;
    }

    /** Returns the name of the imported key pair, or null if the server has no key. */
    @Nullable
    String bring(StoredOperation stored, NewServer server, Compute compute) {
        PublicKey key = server.key();
        if (key == null) {
            return null;
        }
        String name = "stackdeck-" + stored.id();
        book.keyPair(stored.id(), name);
        compute.importKey(stored.operation().project(), name, key);
        return name;
    }

    /** Deletes the key pair. If that fails, a later run tries again. */
    void remove(StoredOperation stored) {
        String name = stored.keyPair();
        Compute compute = clouds.compute(
                        stored.server().cloud(), stored.operation().project())
                .orElse(null);
        if (name == null) {
            return;
        }
        if (compute == null) {
            store.keyPairLeft(stored.id(), clock.instant());
            return;
        }
        try {
            compute.removeKey(stored.operation().project(), name);
            book.keyPair(stored.id(), null);
        } catch (CloudException e) {
            store.keyPairLeft(stored.id(), clock.instant());
            log.debug("Could not delete key pair {} from the cloud: {}", name, e.getMessage());
        }
    }

    /** Deletes some of the key pairs of ended operations, those first that were tried longest ago. */
    void sweep() {
        store.leftKeyPairs(AT_ONCE).forEach(this::remove);
    }
}
