package org.stackdeck.operations;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.InventorySnapshot;
import org.stackdeck.inventory.PausableSubscription;
import org.stackdeck.inventory.VisibleServersUpdate;

/** Inventory without polls. It has only the servers that were refreshed, in the state of their last refresh. */
public final class FakeRefreshOnlyInventory implements Inventory {

    private final Clouds clouds;
    private final Map<ServerKey, Server> servers = new HashMap<>();
    private @Nullable Duration age;

    public FakeRefreshOnlyInventory(Clouds clouds) {
        this.clouds = clouds;
    }

    /** Sets the time since a poll confirmed the servers; null if no poll has. */
    public synchronized void setAge(@Nullable Duration time) {
        age = time;
    }

    @Override
    public void hint(ServerKey key) {
        refresh(key);
    }

    @Override
    public synchronized void refresh(ServerKey key) {
        servers.remove(key);
        for (CloudName cloud : clouds.names()) {
            for (ComputeClient compute : clouds.discover(cloud)) {
                compute.server(key.id())
                        .filter(server -> !server.deleted())
                        .ifPresent(server -> servers.put(key, server));
            }
        }
    }

    @Override
    public synchronized Optional<Server> find(ServerKey key) {
        return Optional.ofNullable(servers.get(key));
    }

    @Override
    public synchronized Optional<Server> findConfirmed(ServerKey key, Duration maxAge) {
        return age == null || age.compareTo(maxAge) > 0 ? Optional.empty() : find(key);
    }

    @Override
    public Optional<Freshness> freshness(CloudName cloud, ProjectId project) {
        return Optional.empty();
    }

    @Override
    public synchronized List<Server> find(ServerId id) {
        return servers.values().stream()
                .filter(server -> server.id().equals(id))
                .toList();
    }

    @Override
    public void follow(ServerKey key) {}

    @Override
    public PausableSubscription subscribe(UserId viewer, ServerKey server, Consumer<VisibleServersUpdate> receiver) {
        return subscribe(viewer, receiver);
    }

    @Override
    public PausableSubscription subscribe(UserId viewer, Consumer<VisibleServersUpdate> receiver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public VisibleServersUpdate current(UserId viewer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InventorySnapshot snapshot() {
        throw new UnsupportedOperationException();
    }
}
