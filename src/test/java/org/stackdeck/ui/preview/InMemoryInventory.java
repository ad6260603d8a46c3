package org.stackdeck.ui.preview;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Delta;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.InventorySnapshot;
import org.stackdeck.inventory.PausableSubscription;
import org.stackdeck.inventory.TestFreshness;
import org.stackdeck.inventory.VisibleServersUpdate;

/** In-memory inventory of one cloud without permission checks. Notifies subscribers on the thread of the change. */
public final class InMemoryInventory implements Inventory {

    private final Clock clock;
    private final List<Consumer<VisibleServersUpdate>> receivers = new CopyOnWriteArrayList<>();
    private Map<ServerKey, Server> servers = Map.of();
    private Freshness freshness;
    private long version;

    public InMemoryInventory(Clock clock) {
        this.clock = clock;
        this.freshness = TestFreshness.of(Freshness.State.LOADING, null, Duration.ofSeconds(1), 0, null);
    }

    public synchronized void put(Server... changed) {
        Map<ServerKey, Server> next = new HashMap<>(servers);
        List<Server> added = new ArrayList<>();
        List<Server> replaced = new ArrayList<>();
        for (Server server : changed) {
            (next.put(server.key(), server) == null ? added : replaced).add(server);
        }
        servers = Map.copyOf(next);
        live();
        tell(new Delta(added, replaced, Set.of()));
    }

    public synchronized void remove(ServerKey key) {
        Map<ServerKey, Server> next = new HashMap<>(servers);
        next.remove(key);
        servers = Map.copyOf(next);
        live();
        tell(new Delta(List.of(), List.of(), Set.of(key)));
    }

    public synchronized void confirm() {
        live();
        tell(Delta.NONE);
    }

    public synchronized void failing(Freshness.State state, CloudException.Category category, String message) {
        freshness = TestFreshness.of(
                state,
                freshness.confirmedAt(),
                Duration.ofSeconds(1),
                null,
                new Freshness.Problem(
                        category, message, clock.instant(), clock.instant().plusSeconds(30)));
        tell(Delta.NONE);
    }

    public int watchers() {
        return receivers.size();
    }

    @Override
    public PausableSubscription subscribe(UserId viewer, ServerKey server, Consumer<VisibleServersUpdate> receiver) {
        return subscribe(viewer, receiver);
    }

    @Override
    public synchronized PausableSubscription subscribe(UserId viewer, Consumer<VisibleServersUpdate> receiver) {
        Watcher watcher = new Watcher(receiver);
        receivers.add(watcher);
        watcher.accept(new VisibleServersUpdate(
                version, servers, health(), new Delta(List.copyOf(servers.values()), List.of(), new HashSet<>())));
        return watcher;
    }

    @Override
    public synchronized VisibleServersUpdate current(UserId viewer) {
        return new VisibleServersUpdate(version, servers, health(), Delta.NONE);
    }

    @Override
    public synchronized Optional<Server> find(ServerKey key) {
        return Optional.ofNullable(servers.get(key));
    }

    @Override
    public synchronized List<Server> find(ServerId id) {
        return servers.values().stream().filter(s -> s.id().equals(id)).toList();
    }

    @Override
    public void follow(ServerKey key) {}

    @Override
    public Optional<Server> findConfirmed(ServerKey key, Duration maxAge) {
        return Optional.empty();
    }

    @Override
    public void hint(ServerKey key) {}

    @Override
    public void refresh(ServerKey key) {}

    @Override
    public synchronized InventorySnapshot snapshot() {
        return new InventorySnapshot(version, servers, health());
    }

    private void live() {
        freshness = TestFreshness.of(Freshness.State.LIVE, clock.instant(), Duration.ofSeconds(1), null, null);
    }

    private Map<CloudName, Freshness> health() {
        return Map.of(ServerBuilder.CLOUD, freshness);
    }

    private void tell(Delta delta) {
        version++;
        VisibleServersUpdate inventoryUpdate = new VisibleServersUpdate(version, servers, health(), delta);
        receivers.forEach(receiver -> receiver.accept(inventoryUpdate));
    }

    private final class Watcher implements PausableSubscription, Consumer<VisibleServersUpdate> {

        private final Consumer<VisibleServersUpdate> receiver;
        private boolean paused;
        private @Nullable VisibleServersUpdate missed;

        Watcher(Consumer<VisibleServersUpdate> receiver) {
            this.receiver = receiver;
        }

        @Override
        public void accept(VisibleServersUpdate inventoryUpdate) {
            if (paused) {
                missed = missed == null ? inventoryUpdate : inventoryUpdate.includingMissed(missed);
            } else {
                receiver.accept(inventoryUpdate);
            }
        }

        @Override
        public void pause() {
            paused = true;
        }

        @Override
        public void resume() {
            paused = false;
            VisibleServersUpdate news = missed;
            missed = null;
            if (news != null) {
                receiver.accept(news);
            }
        }

        @Override
        public void close() {
            receivers.remove(this);
        }
    }
}
