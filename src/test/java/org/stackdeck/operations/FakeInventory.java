package org.stackdeck.operations;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.Snapshot;
import org.stackdeck.inventory.View;
import org.stackdeck.inventory.Watching;

/** Returns servers as of their last refresh, like an inventory that does not poll for changes. */
final class FakeInventory implements Inventory {

    private final Clouds clouds;
    private final Map<ServerKey, Server> servers = new HashMap<>();

    FakeInventory(Clouds clouds) {
        this.clouds = clouds;
    }

    @Override
    public void hint(ServerKey key) {
        refresh(key);
    }

    @Override
    public synchronized void refresh(ServerKey key) {
        servers.remove(key);
        for (CloudName cloud : clouds.names()) {
            for (Compute compute : clouds.discover(cloud)) {
                compute.server(key.id()).filter(server -> !server.gone()).ifPresent(server -> servers.put(key, server));
            }
        }
    }

    @Override
    public synchronized Optional<Server> find(ServerKey key) {
        return Optional.ofNullable(servers.get(key));
    }

    @Override
    public synchronized List<Server> find(ServerId id) {
        return servers.values().stream()
                .filter(server -> server.id().equals(id))
                .toList();
    }

    @Override
    public void follow(ServerKey key, Duration time) {}

    @Override
    public Watching watch(UserId viewer, Consumer<View> receiver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public View look(UserId viewer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Snapshot snapshot() {
        throw new UnsupportedOperationException();
    }
}
