package org.stackdeck.operations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Access;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;

/** Timelines in memory, for users who may see the server. */
public class FakeTimelines implements Timelines {

    private final Inventory inventory;
    private final Access access;
    private final Map<ServerKey, List<Activity>> told = new HashMap<>();
    private final AtomicInteger looks = new AtomicInteger();
    private Timeline.@Nullable Problem problem;

    public FakeTimelines(Inventory inventory, Access access) {
        this.inventory = inventory;
        this.access = access;
    }

    /** Adds the entry before all others. */
    public synchronized void add(ServerKey server, Activity activity) {
        told.computeIfAbsent(server, _ -> new ArrayList<>()).addFirst(activity);
    }

    public synchronized void fail(Timeline.@Nullable Problem why) {
        problem = why;
    }

    public synchronized void forget() {
        told.clear();
        problem = null;
    }

    /** Number of calls. */
    public int looks() {
        return looks.get();
    }

    @Override
    public synchronized Optional<Timeline> of(Caller caller, ServerKey key) {
        looks.incrementAndGet();
        return inventory
                .find(key)
                .filter(server -> access.maySee(access.subject(caller.userId()), ServerFacts.of(server)))
                .map(_ -> new Timeline(told.getOrDefault(key, List.of()), problem));
    }
}
