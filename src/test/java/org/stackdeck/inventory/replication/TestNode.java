package org.stackdeck.inventory.replication;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.polling.PollDemandTracker;
import org.stackdeck.inventory.polling.PollIntervalCalculator;
import org.stackdeck.inventory.polling.PollProgress;
import org.stackdeck.inventory.polling.PollRateLimiter;
import org.stackdeck.inventory.polling.PollingContext;
import org.stackdeck.inventory.polling.TestInventoryProperties;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.store.ScopeKey;

/** A node with one cloud. The test records the servers that polls of the node would return. */
final class TestNode implements PollingControl {

    static final String LEASE = "lease";
    static final ScopeKey STAFF = new ScopeKey(ServerBuilder.CLOUD, ServerBuilder.STAFF.id());

    private final Clock clock;
    private final InMemoryInventoryStore store = new InMemoryInventoryStore(() -> {});
    private final PollingContext context;
    private final CloudLeaderElector cloud;
    private final Map<ScopeKey, PollProgress> positions = new HashMap<>();
    private boolean polls;
    private Map<ScopeKey, PollProgress> startedWith = Map.of();
    private boolean outdated;
    private Map<ScopeKey, Instant> otherPolls = Map.of();

    TestNode(PollingLeaseRepository repository, Clock clock) {
        this.clock = clock;
        this.context = PollingContext.of(
                ServerBuilder.CLOUD,
                store,
                new PollDemandTracker(clock, () -> {}),
                new PollIntervalCalculator(TestInventoryProperties.DEFAULTS, () -> 0),
                new PollRateLimiter(4, clock, _ -> {}),
                clock,
                clock,
                () -> false,
                Runnable::run);
        context.health().follow();
        this.cloud = new CloudLeaderElector(LEASE, repository, UUID.randomUUID().toString(), context, this);
    }

    CloudLeaderElector cloud() {
        return cloud;
    }

    InMemoryInventoryStore store() {
        return store;
    }

    /** Records a successful poll that returns these servers. */
    void poll(Server... servers) {
        store.recordServers(STAFF, store.nextTick(), List.of(servers));
        context.health()
                .updateScope(
                        STAFF,
                        scope -> scope.confirmed(
                                clock.instant(), TestInventoryProperties.DEFAULTS.pace(), Freshness.Source.CHANGES));
        positions.put(STAFF, new PollProgress(ServerBuilder.CREATED, clock.instant(), clock.instant()));
    }

    void delete(ServerKey server) {
        store.recordDeleted(STAFF, store.nextTick(), server);
    }

    boolean polls() {
        return polls;
    }

    Map<ScopeKey, PollProgress> startedWith() {
        return startedWith;
    }

    boolean startedOutdated() {
        return outdated;
    }

    Map<ScopeKey, Instant> otherPolls() {
        return otherPolls;
    }

    Set<Server> servers() {
        return store.snapshot().servers().values().stream().collect(Collectors.toSet());
    }

    Freshness freshness() {
        return Objects.requireNonNull(store.snapshot().freshness().get(ServerBuilder.CLOUD));
    }

    @Override
    public void lead(Map<ScopeKey, PollProgress> replicated, boolean isOutdated) {
        polls = true;
        startedWith = Map.copyOf(replicated);
        outdated = isOutdated;
        context.health().lead();
        context.store().addScope(STAFF);
        context.health().add(STAFF);
    }

    @Override
    public void follow() {
        polls = false;
        positions.clear();
        context.health().follow();
    }

    @Override
    public Map<ScopeKey, PollProgress> positions() {
        return Map.copyOf(positions);
    }

    @Override
    public void recordPolls(Map<ScopeKey, Instant> starts) {
        otherPolls = Map.copyOf(starts);
    }
}
