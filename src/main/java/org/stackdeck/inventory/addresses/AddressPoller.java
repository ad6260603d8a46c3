package org.stackdeck.inventory.addresses;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.client.ServerListScope;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.inventory.InventorySnapshot;
import org.stackdeck.inventory.hints.HintedPollSchedule;
import org.stackdeck.inventory.polling.PollLoop;

/**
 * Polls the addresses that Neutron has assigned to the servers of one cloud, and sends hints about servers whose
 * addresses have changed: Nova does not update a server's modification time when its addresses change.
 */
public final class AddressPoller {

    /** Minimum time between two polls. */
    private static final Duration MIN_PACE = Duration.ofMillis(1500);

    /** Minimum time between two polls while a scope fails. */
    private static final Duration FAILURE_PACE = Duration.ofSeconds(5);

    /** Ratio of the pause after a poll to its duration, so that Neutron is busy for at most a fifth of the time. */
    private static final int PAUSE_FACTOR = 4;

    /**
     * Maximum age of the previous addresses for a comparison. After a longer pause, full server lists find the changes.
     */
    private static final Duration MAX_AGE = Duration.ofMinutes(2);

    private static final Duration WITHOUT_DEMAND = Duration.ofHours(1);

    /** Maximum number of hints for a server until Nova reports its new addresses, some seconds after Neutron. */
    private static final int MAX_HINTS_PER_CHANGE = 5;

    /**
     * Maximum number of hints after one poll, because hints and the cloud's notifications share a limit of requests for
     * single servers.
     */
    private static final int MAX_HINTS_PER_POLL = 2;

    private static final Logger log = LoggerFactory.getLogger(AddressPoller.class);

    private final CloudName cloud;
    private final Clouds clouds;
    private final Supplier<InventorySnapshot> inventory;
    private final BooleanSupplier demand;
    private final Consumer<ServerId> hints;
    private final Clock monotonicClock;
    private final PollLoop loop;
    private final HintedPollSchedule hinted = new HintedPollSchedule();
    /** The remaining hints of each server whose addresses have changed. Accessed only by {@link #poll}. */
    private final Map<ServerId, Integer> changed = new LinkedHashMap<>();

    private Map<ServerListScope, Map<ServerId, Set<String>>> last = Map.of();
    private volatile @Nullable Instant lastEnd;
    private volatile Duration pace = MIN_PACE;
    private volatile boolean failing;

    /**
     * @param demand whether users view servers; {@link #wake} must be called when the demand begins
     * @param hints receives servers that should be read from Nova
     */
    public AddressPoller(
            CloudName cloud,
            Clouds clouds,
            Supplier<InventorySnapshot> inventory,
            BooleanSupplier demand,
            Consumer<ServerId> hints,
            Clock monotonicClock) {
        this.cloud = cloud;
        this.clouds = clouds;
        this.inventory = inventory;
        this.demand = demand;
        this.hints = hints;
        this.monotonicClock = monotonicClock;
        this.loop = new PollLoop("addresses-" + cloud, this::dueIn, this::poll);
    }

    public void start() {
        loop.start();
    }

    public void stop() {
        loop.stop();
    }

    public void wake() {
        loop.wake();
    }

    /** Makes a poll due, because addresses may have changed. */
    public void hint() {
        hinted.add();
        loop.wake();
    }

    Duration dueIn() {
        if (!demand.getAsBoolean()) {
            return WITHOUT_DEMAND;
        }
        Instant end = lastEnd;
        if (end == null) {
            return Duration.ZERO;
        }
        Instant regular = end.plus(pace);
        return Duration.between(monotonicClock.instant(), failing ? regular : hinted.next(regular));
    }

    void poll() {
        Instant start = monotonicClock.instant();
        hinted.recordStart(start);
        Instant previous = lastEnd;
        boolean isRecent = previous != null && previous.plus(MAX_AGE).isAfter(start);
        Map<ServerListScope, Map<ServerId, Set<String>>> before = isRecent ? last : Map.of();
        last = read(before);
        last.forEach((scope, now) -> {
            Map<ServerId, Set<String>> known = before.get(scope);
            if (known != null) {
                difference(known, now).stream()
                        .filter(server -> find(server) != null)
                        .forEach(server -> changed.put(server, MAX_HINTS_PER_CHANGE));
            }
        });
        giveHints();
        Instant end = monotonicClock.instant();
        hinted.recordEnd(start, end);
        pace = pace(Duration.between(start, end));
        lastEnd = end;
    }

    /**
     * Reads the addresses in each scope. A scope that fails keeps its previous addresses. If the failure concerns the
     * whole service, so do the scopes after it.
     */
    private Map<ServerListScope, Map<ServerId, Set<String>>> read(
            Map<ServerListScope, Map<ServerId, Set<String>>> before) {
        Map<ServerListScope, Map<ServerId, Set<String>>> addresses = new HashMap<>();
        RuntimeException failure = null;
        for (ResourceClient client : clouds.resourceClients(cloud)) {
            try {
                if (!(failure instanceof CloudException e && e.concernsService())) {
                    addresses.put(client.scope(), client.serverAddresses());
                    continue;
                }
            } catch (RuntimeException e) {
                failure = e;
            }
            Map<ServerId, Set<String>> known = before.get(client.scope());
            if (known != null) {
                addresses.put(client.scope(), known);
            }
        }
        if (failure != null && !failing) {
            // Only unexpected failures are logged with a stack trace.
            log.warn(
                    "The addresses of the servers of {} cannot be read: {}",
                    cloud,
                    failure.getMessage(),
                    failure instanceof CloudException ? null : failure);
        }
        failing = failure != null;
        return addresses;
    }

    private static Set<ServerId> difference(Map<ServerId, Set<String>> before, Map<ServerId, Set<String>> now) {
        Set<ServerId> servers = new HashSet<>(before.keySet());
        servers.addAll(now.keySet());
        servers.removeIf(server -> Objects.equals(before.get(server), now.get(server)));
        return servers;
    }

    private void giveHints() {
        int given = 0;
        for (ServerId server : List.copyOf(changed.keySet())) {
            if (given == MAX_HINTS_PER_POLL) {
                return;
            }
            int remaining = Objects.requireNonNull(changed.remove(server));
            if (!isKnown(server)) {
                hints.accept(server);
                given++;
                if (remaining > 1) {
                    // At the end, so that servers that change continuously do not delay the hints about others.
                    changed.put(server, remaining - 1);
                }
            }
        }
    }

    private @Nullable Server find(ServerId id) {
        return inventory.get().servers().get(new ServerKey(cloud, id));
    }

    /** Returns whether the inventory has the assigned addresses, or does not contain the server. */
    private boolean isKnown(ServerId id) {
        Server server = find(id);
        Set<String> assigned = last.values().stream()
                .flatMap(addresses -> addresses.getOrDefault(id, Set.of()).stream())
                .collect(Collectors.toSet());
        return server == null
                || server.addresses().stream()
                        .map(ServerAddress::ip)
                        .collect(Collectors.toSet())
                        .equals(assigned);
    }

    private Duration pace(Duration poll) {
        Duration pace = poll.multipliedBy(PAUSE_FACTOR);
        Duration min = failing ? FAILURE_PACE : MIN_PACE;
        return pace.compareTo(min) < 0 ? min : pace;
    }
}
