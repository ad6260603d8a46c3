package org.stackdeck.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Access;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerUsage;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;

/** Returns the same usage for all servers, for users who may see the server. */
public class FakeUsages implements Usages {

    private final Inventory inventory;
    private final Access access;
    private Usage usage = new Usage(
            new Usage.Sample(new ServerUsage(null, List.of(), null, List.of(), List.of()), Instant.EPOCH), null);
    private @Nullable CloudException failure;

    public FakeUsages(Inventory inventory, Access access) {
        this.inventory = inventory;
        this.access = access;
    }

    public synchronized void have(Usage some) {
        usage = some;
        failure = null;
    }

    public synchronized void fail(CloudException how) {
        failure = how;
    }

    @Override
    public synchronized Optional<Usage> of(Caller caller, ServerKey key) {
        Optional<Usage> told = inventory
                .find(key)
                .filter(server -> access.maySee(access.subject(caller.userId()), ServerFacts.of(server)))
                .map(_ -> usage);
        if (told.isPresent() && failure != null) {
            throw failure;
        }
        return told;
    }
}
