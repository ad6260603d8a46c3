package org.stackdeck.ui.servers;

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
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.View;
import org.stackdeck.inventory.Watching;

/**
 * An open page, and what its browser shows: rows are only painted when the page is told that they changed, so that a change
 * which nobody told of stays old here as it would there.
 */
final class OpenGrid implements AutoCloseable {

    private final ServerRows rows;
    private final Map<ServerKey, Server> painted = new HashMap<>();
    private final Watching watching;
    private Map<CloudName, Freshness> freshness = Map.of();

    OpenGrid(UserId viewer, GridQuery query, Inventory inventory, SharedViews views) {
        rows = new ServerRows(
                viewer,
                viewer,
                _ -> Map.of(),
                new Asked(Clock.systemUTC()),
                AnOperation.making(Clock.systemUTC()),
                views);
        rows.show(query);
        watching = inventory.watch(viewer, this::take);
    }

    private synchronized void take(View view) {
        Change change = rows.take(view);
        Map<ServerKey, Server> shown = rows.shown().stream().collect(Collectors.toMap(Server::key, server -> server));
        for (ServerKey touched : change.touched()) {
            painted.computeIfPresent(touched, (key, _) -> shown.get(key));
            if (shown.containsKey(touched)) {
                painted.put(touched, shown.get(touched));
            }
        }
        freshness = view.freshness();
    }

    /** Its tab is in the background. */
    void hide() {
        watching.pause();
    }

    void show() {
        watching.resume();
    }

    /** What is painted. */
    synchronized Set<Line> lines() {
        return painted.values().stream().map(Line::of).collect(Collectors.toCollection(HashSet::new));
    }

    synchronized int size() {
        return painted.size();
    }

    /** The rows in their order, as they would be if the page were opened anew. */
    synchronized List<Line> ordered() {
        return rows.shown().stream().map(Line::of).toList();
    }

    synchronized Freshness.@Nullable State state(CloudName cloud) {
        Freshness known = freshness.get(cloud);
        return known == null ? null : known.state();
    }

    synchronized Freshness of(CloudName cloud) {
        return Objects.requireNonNull(freshness.get(cloud));
    }

    @Override
    public void close() {
        watching.close();
    }
}
