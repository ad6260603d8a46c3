package org.stackdeck.history;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.platform.Subscription;

/** Changes of servers in memory, with the same permission filter as the real service. */
public class FakeExternalServerChangeService extends ExternalServerChangeService {

    private final List<ServerChange> changes = new CopyOnWriteArrayList<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway") // The cache is never used.
    public FakeExternalServerChangeService(Inventory inventory, AccessDecisionService accessDecisionService) {
        super(null, inventory, accessDecisionService);
    }

    /** Adds a change that is newer than the others. */
    public void add(ServerChange change) {
        changes.addFirst(change);
        listeners.forEach(Runnable::run);
    }

    /** Returns how often the visible changes were loaded. */
    public int loads() {
        return loads.get();
    }

    @Override
    List<ServerChange> all() {
        loads.incrementAndGet();
        return List.copyOf(changes);
    }

    @Override
    public Subscription subscribe(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
