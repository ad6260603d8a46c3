package org.stackdeck.ui.servers.integration;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.PausableSubscription;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.ui.servers.TestOperationBuilder;
import org.stackdeck.ui.servers.grid.ChangedServerRows;
import org.stackdeck.ui.servers.grid.RecentServerOperations;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.SortedServersCache;

/**
 * Simulates an open page and its browser. Only a notification of the page repaints a row, so a change without a
 * notification leaves the row stale, as in a real browser.
 */
final class TestGridPage implements AutoCloseable {

    private final ServerGridModel model;
    private final Map<ServerKey, Server> paintedServers = new HashMap<>();
    private final PausableSubscription pausableSubscription;
    private Map<CloudName, Freshness> freshness = Map.of();

    TestGridPage(UserId viewer, ServerGridQuery query, Inventory inventory, SortedServersCache sortedServersCache) {
        model = new ServerGridModel(
                viewer,
                viewer,
                _ -> Map.of(),
                new RecentServerOperations(Clock.systemUTC()),
                TestOperationBuilder.pendingServers(Clock.systemUTC()),
                sortedServersCache);
        model.setQuery(query);
        pausableSubscription = inventory.subscribe(viewer, this::apply);
    }

    private synchronized void apply(VisibleServersUpdate inventoryUpdate) {
        ChangedServerRows changedServerRows = model.applyUpdate(inventoryUpdate);
        Map<ServerKey, Server> shown =
                model.displayedServers().stream().collect(Collectors.toMap(Server::key, server -> server));
        for (ServerKey touched : changedServerRows.changed()) {
            paintedServers.computeIfPresent(touched, (key, _) -> shown.get(key));
            if (shown.containsKey(touched)) {
                paintedServers.put(touched, shown.get(touched));
            }
        }
        freshness = inventoryUpdate.freshness();
    }

    /** Moves the browser tab to the background. */
    void pause() {
        pausableSubscription.pause();
    }

    void resume() {
        pausableSubscription.resume();
    }

    /** Returns the painted rows in no particular order. */
    synchronized Set<ServerRowValues> rowValues() {
        return paintedServers.values().stream().map(ServerRowValues::of).collect(Collectors.toCollection(HashSet::new));
    }

    synchronized int size() {
        return paintedServers.size();
    }

    /** Returns the rows in the order that a reload would show. */
    synchronized List<ServerRowValues> rowValuesInOrder() {
        return model.displayedServers().stream().map(ServerRowValues::of).toList();
    }

    synchronized Freshness.@Nullable State state(CloudName cloud) {
        Freshness known = freshness.get(cloud);
        return known == null ? null : known.state();
    }

    synchronized Freshness freshness(CloudName cloud) {
        return Objects.requireNonNull(freshness.get(cloud));
    }

    @Override
    public void close() {
        pausableSubscription.close();
    }
}
