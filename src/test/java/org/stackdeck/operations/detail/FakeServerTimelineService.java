package org.stackdeck.operations.detail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;

/** Stores server timelines in memory and returns them to users who may see the server. */
public class FakeServerTimelineService implements ServerTimelineService {

    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;
    private final Map<ServerKey, List<ServerTimelineEntry>> told = new HashMap<>();
    private final AtomicInteger loadCount = new AtomicInteger();
    private ServerTimeline.@Nullable Problem problem;

    public FakeServerTimelineService(Inventory inventory, AccessDecisionService accessDecisionService) {
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
    }

    /** Adds the entry as the newest one. */
    public synchronized void add(ServerKey server, ServerTimelineEntry serverTimelineEntry) {
        told.computeIfAbsent(server, _ -> new ArrayList<>()).addFirst(serverTimelineEntry);
    }

    public synchronized void fail(ServerTimeline.@Nullable Problem why) {
        problem = why;
    }

    public synchronized void clear() {
        told.clear();
        problem = null;
    }

    public int loadCount() {
        return loadCount.get();
    }

    @Override
    public synchronized Optional<ServerTimeline> load(Caller caller, ServerKey key) {
        loadCount.incrementAndGet();
        return inventory
                .find(key)
                .filter(server -> accessDecisionService.isVisible(
                        accessDecisionService.subject(caller.userId()), ServerAttributes.of(server)))
                .map(_ -> new ServerTimeline(told.getOrDefault(key, List.of()), problem));
    }
}
