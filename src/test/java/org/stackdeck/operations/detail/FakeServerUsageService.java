package org.stackdeck.operations.detail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.ServerUsage;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;

/** Returns the same usage for all servers to users who may see the server. */
public class FakeServerUsageService implements ServerUsageService {

    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;
    private ServerUsageRates serverUsageRates = new ServerUsageRates(
            new ServerUsageRates.Sample(new ServerUsage(null, List.of(), null, List.of(), List.of()), Instant.EPOCH),
            null);
    private @Nullable CloudException failure;

    public FakeServerUsageService(Inventory inventory, AccessDecisionService accessDecisionService) {
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
    }

    public synchronized void setUsage(ServerUsageRates some) {
        serverUsageRates = some;
        failure = null;
    }

    public synchronized void fail(CloudException how) {
        failure = how;
    }

    @Override
    public synchronized Optional<ServerUsageRates> load(Caller caller, ServerKey key) {
        Optional<ServerUsageRates> told = inventory
                .find(key)
                .filter(server -> accessDecisionService.isVisible(
                        accessDecisionService.subject(caller.userId()), ServerAttributes.of(server)))
                .map(_ -> serverUsageRates);
        if (told.isPresent() && failure != null) {
            throw failure;
        }
        return told;
    }
}
