package org.stackdeck.history;

import java.util.List;
import org.springframework.stereotype.Service;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.platform.Subscription;

/** Reads changes of servers that were made outside Stackdeck. */
@Service
public class ExternalServerChangeService {

    /** Maximum number of changes of all servers that are searched for those that a user may see. */
    static final int MAX_CHANGES = 5_000;

    private final ExternalServerChangeCache cache;
    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;

    ExternalServerChangeService(
            ExternalServerChangeCache cache, Inventory inventory, AccessDecisionService accessDecisionService) {
        this.cache = cache;
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
    }

    /**
     * Returns the changes of the last 24 hours that no operation of Stackdeck has caused, of the servers that the user
     * may see now, newest first. Deleted servers are visible to users whose grants do not depend on tags or metadata.
     */
    public List<ServerChange> listLastDay(UserId user) {
        EffectivePermissions permissions = accessDecisionService.permissions(user);
        return all().stream()
                .filter(change -> permissions.isVisible(
                        inventory.find(change.key()).map(ServerAttributes::of).orElseGet(change::attributes)))
                .toList();
    }

    List<ServerChange> all() {
        return cache.current();
    }

    /** Runs the listener on a separate thread after each change, and once after the subscription. */
    public Subscription subscribe(Runnable listener) {
        return cache.subscribe(_ -> listener.run());
    }
}
