package org.stackdeck.operations;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;
import org.stackdeck.platform.Subscription;

/** Stores deletion protections in memory. For servers, requires the permission to delete them. */
public class FakeDeletionProtectionService implements DeletionProtectionService, DeletionProtectionCache {

    private final Map<ActionTarget, DeletionProtection> deletionProtections = new HashMap<>();
    private final List<Consumer<DeletionProtectionMap>> receivers = new CopyOnWriteArrayList<>();
    private final AccessDecisionService accessDecisionService;
    private final Inventory inventory;
    private final SoftDeletedServerLookup deleted;
    private final Clock clock;
    private Runnable beforeLift = () -> {};

    public FakeDeletionProtectionService(
            AccessDecisionService accessDecisionService,
            Inventory inventory,
            SoftDeletedServerLookup deleted,
            Clock clock) {
        this.accessDecisionService = accessDecisionService;
        this.inventory = inventory;
        this.deleted = deleted;
        this.clock = clock;
    }

    /** Sets a task that runs before a protection is removed and may throw an exception. */
    public void beforeLift(Runnable what) {
        beforeLift = what;
    }

    public void clear() {
        deletionProtections.clear();
        notifyListeners();
    }

    public int subscriberCount() {
        return receivers.size();
    }

    @Override
    public DeletionProtection protect(Caller caller, ActionTarget target, @Nullable String reason) {
        if (target instanceof ServerKey server) {
            require(caller, inventory.find(server));
        }
        DeletionProtection deletionProtection =
                new DeletionProtection(target, caller.userId(), caller.userName(), clock.instant(), reason);
        deletionProtections.put(target, deletionProtection);
        notifyListeners();
        return deletionProtection;
    }

    @Override
    public void unprotect(Caller caller, ActionTarget target) {
        if (target instanceof ServerKey server) {
            require(caller, inventory.find(server).or(() -> deleted.find(caller, server)));
        }
        if (deletionProtections.containsKey(target)) {
            beforeLift.run();
            deletionProtections.remove(target);
            notifyListeners();
        }
    }

    private void require(Caller caller, Optional<Server> found) {
        Server server = found.orElseThrow(() -> new ActionRefusedException(new ActionAvailability.Invisible()));
        ActionAvailability actionAvailability = ActionAvailability.of(accessDecisionService.decide(
                accessDecisionService.loadSubject(caller.userId()),
                Permission.SERVER_DELETE,
                ServerAttributes.of(server)));
        if (!actionAvailability.isAvailable()) {
            throw new ActionRefusedException(actionAvailability);
        }
    }

    @Override
    public DeletionProtectionMap current() {
        return new DeletionProtectionMap(deletionProtections);
    }

    @Override
    public Subscription subscribe(Consumer<DeletionProtectionMap> receiver) {
        receivers.add(receiver);
        receiver.accept(current());
        return () -> receivers.remove(receiver);
    }

    private void notifyListeners() {
        receivers.forEach(receiver -> receiver.accept(current()));
    }
}
