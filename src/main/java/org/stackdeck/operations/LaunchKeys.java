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
 * Public keys in Nova, where all belong to the console's own user, for as long as a server is being made: a server keeps
 * what it was made with. It is written down before a key is brought, so that after a kill it is known what to take away.
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

    /** The name by which Nova has the key now; null if the server is to have none. */
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

    /** Takes it away; what the cloud does not take away now is tried again later. */
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
            log.debug("key pair {} is still in the cloud: {}", name, e.getMessage());
        }
    }

    /** Takes away some of what is left of operations that have ended; none waits for ever behind others that stay. */
    void sweep() {
        store.leftKeyPairs(AT_ONCE).forEach(this::remove);
    }
}
