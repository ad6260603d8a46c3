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
 * Simulates an open page and its browser. A row is repainted only when the page is notified, so a change without a
 * notification remains stale, as in a real browser.
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

    /** Moves the browser tab to the background. */
    void hide() {
        watching.pause();
    }

    void show() {
        watching.resume();
    }

    /** Returns the painted rows. */
    synchronized Set<Line> lines() {
        return painted.values().stream().map(Line::of).collect(Collectors.toCollection(HashSet::new));
    }

    synchronized int size() {
        return painted.size();
    }

    /** Returns the rows in the order that a reload would show. */
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
