package org.stackdeck.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;

/**
 * In-memory inventory with the same permission filter as the real one. Calls subscribers immediately, on the thread of
 * the change.
 */
public class FakeInventory implements Inventory {

    private final Map<ServerKey, Server> servers = new LinkedHashMap<>();
    private final Map<CloudName, Freshness> freshness = new HashMap<>();
    private final Map<ProjectId, Freshness> freshnessOfProjects = new HashMap<>();
    private final List<FakeSubscription> subscriptions = new CopyOnWriteArrayList<>();
    private final List<UserId> queriedUsers = new CopyOnWriteArrayList<>();
    private final AccessDecisionService accessDecisionService;
    private volatile boolean failing;
    private long version;

    public FakeInventory(AccessDecisionService accessDecisionService) {
        this.accessDecisionService = accessDecisionService;
    }

    /** Adds the servers, or replaces those with the same key. */
    public void put(Server... some) {
        synchronized (this) {
            for (Server server : some) {
                servers.put(server.key(), server);
                freshness.putIfAbsent(
                        server.cloud(),
                        TestFreshness.of(Freshness.State.LIVE, Instant.EPOCH, Duration.ofSeconds(1), null, null));
            }
            version++;
        }
        notifySubscribers();
    }

    public void remove(ServerKey key) {
        synchronized (this) {
            servers.remove(key);
            version++;
        }
        notifySubscribers();
    }

    public void removeAll() {
        synchronized (this) {
            servers.clear();
            version++;
        }
        notifySubscribers();
    }

    public void freshness(CloudName cloud, Freshness state) {
        synchronized (this) {
            freshness.put(cloud, state);
            version++;
        }
        notifySubscribers();
    }

    /** Sets whether {@link #snapshot} throws. */
    public void setFailing(boolean fails) {
        failing = fails;
    }

    /** Sets the freshness of a project that differs from that of its cloud. */
    public synchronized void freshness(ProjectId project, Freshness state) {
        freshnessOfProjects.put(project, state);
        version++;
    }

    /** Delivers the visible servers to each subscriber. Tests call it after grants have changed. */
    public void notifySubscribers() {
        subscriptions.forEach(FakeSubscription::deliver);
    }

    /** Returns the viewer of each call of {@link #current}, in order. */
    public List<UserId> queriedUsers() {
        return List.copyOf(queriedUsers);
    }

    public int subscriptions() {
        return subscriptions.size();
    }

    @Override
    public PausableSubscription subscribe(UserId viewer, ServerKey server, Consumer<VisibleServersUpdate> receiver) {
        return subscribe(viewer, receiver);
    }

    @Override
    public PausableSubscription subscribe(UserId viewer, Consumer<VisibleServersUpdate> receiver) {
        FakeSubscription fakeSubscription = new FakeSubscription(viewer, receiver);
        subscriptions.add(fakeSubscription);
        fakeSubscription.deliver();
        return fakeSubscription;
    }

    @Override
    public VisibleServersUpdate current(UserId viewer) {
        queriedUsers.add(viewer);
        return view(viewer, Map.of());
    }

    @Override
    public synchronized Optional<Server> find(ServerKey key) {
        return Optional.ofNullable(servers.get(key));
    }

    @Override
    public Optional<Server> findConfirmed(ServerKey key, Duration maxAge) {
        return Optional.empty();
    }

    @Override
    public synchronized Optional<Freshness> freshness(CloudName cloud, ProjectId project) {
        Freshness ofCloud = freshness.get(cloud);
        return ofCloud == null ? Optional.empty() : Optional.of(freshnessOfProjects.getOrDefault(project, ofCloud));
    }

    @Override
    public synchronized List<Server> find(ServerId id) {
        return servers.values().stream().filter(s -> s.id().equals(id)).toList();
    }

    @Override
    public void follow(ServerKey key) {}

    @Override
    public void hint(ServerKey key) {}

    @Override
    public void refresh(ServerKey key) {}

    @Override
    public synchronized InventorySnapshot snapshot() {
        if (failing) {
            throw new IllegalStateException("no snapshot");
        }
        return new InventorySnapshot(version, Map.copyOf(servers), Map.copyOf(freshness));
    }

    private synchronized VisibleServersUpdate view(UserId viewer, Map<ServerKey, Server> before) {
        Subject subject = accessDecisionService.subject(viewer);
        Map<ServerKey, Server> visible = new LinkedHashMap<>();
        servers.forEach((key, server) -> {
            if (accessDecisionService.isVisible(subject, ServerAttributes.of(server))) {
                visible.put(key, withoutHostUnlessGranted(subject, server));
            }
        });
        Map<CloudName, Freshness> concerning = new HashMap<>(freshness);
        concerning
                .keySet()
                .removeIf(cloud -> !accessDecisionService.permissions(subject).coversCloud(cloud));
        return new VisibleServersUpdate(version, visible, Map.copyOf(concerning), delta(before, visible));
    }

    private Server withoutHostUnlessGranted(Subject subject, Server server) {
        boolean granted = accessDecisionService
                .decide(subject, Permission.SERVER_READ_HOST, ServerAttributes.of(server))
                .isAllowed();
        return granted ? server : withoutHost(server);
    }

    private static Server withoutHost(Server s) {
        return new Server(
                s.key(),
                s.project(),
                s.name(),
                s.status(),
                s.taskState(),
                s.powerState(),
                s.addresses(),
                s.flavor(),
                s.image(),
                s.created(),
                s.updated(),
                s.locked(),
                s.lockedReason(),
                s.userId(),
                s.description(),
                s.tags(),
                s.metadata(),
                s.keyName(),
                s.availabilityZone(),
                null,
                s.fault(),
                s.progress());
    }

    private static Delta delta(Map<ServerKey, Server> before, Map<ServerKey, Server> now) {
        List<Server> added = new ArrayList<>();
        List<Server> changed = new ArrayList<>();
        now.forEach((key, server) -> {
            Server old = before.get(key);
            if (old == null) {
                added.add(server);
            } else if (!Objects.equals(old, server)) {
                changed.add(server);
            }
        });
        Map<ServerKey, Server> gone = new HashMap<>(before);
        gone.keySet().removeAll(now.keySet());
        return new Delta(added, changed, Set.copyOf(gone.keySet()));
    }

    private final class FakeSubscription implements PausableSubscription {

        private final UserId viewer;
        private final Consumer<VisibleServersUpdate> receiver;
        private Map<ServerKey, Server> before = Map.of();
        private volatile boolean paused;

        FakeSubscription(UserId viewer, Consumer<VisibleServersUpdate> receiver) {
            this.viewer = viewer;
            this.receiver = receiver;
        }

        @Override
        public void pause() {
            paused = true;
        }

        @Override
        public void resume() {
            if (paused) {
                paused = false;
                deliver();
            }
        }

        @Override
        public void close() {
            subscriptions.remove(this);
        }

        synchronized void deliver() {
            if (paused) {
                return;
            }
            VisibleServersUpdate inventoryUpdate = view(viewer, before);
            before = inventoryUpdate.servers();
            receiver.accept(inventoryUpdate);
        }
    }
}
