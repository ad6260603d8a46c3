package org.stackdeck.inventory.addresses;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
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
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.inventory.InventorySnapshot;
import org.stackdeck.inventory.polling.PollLoop;

/**
 * Polls the addresses that Neutron has assigned to the servers of one cloud, and gives hints about servers whose addresses
 * have changed. Nova does not change a server's time of update with its addresses.
 */
public final class AddressPoller {

    /** Minimum time between two polls. */
    private static final Duration MIN_PACE = Duration.ofMillis(1500);

    /** Maximum time between two polls. */
    private static final Duration MAX_PACE = Duration.ofSeconds(30);

    /** Ratio of the interval to the duration of a poll, so that Neutron is busy for at most a fifth of the time. */
    private static final int PAUSE_FACTOR = 4;

    /** Full lists of servers cover the changes during a longer pause. */
    private static final Duration MAX_AGE = Duration.ofMinutes(2);

    private static final Duration WITHOUT_DEMAND = Duration.ofHours(1);

    /** Hints for a server until Nova reports its new addresses, which it does up to some seconds after Neutron. */
    private static final int MAX_HINTS_PER_CHANGE = 5;

    /** Hints about more servers at once would not lead to requests for single servers. */
    private static final int MAX_HINTS_PER_POLL = 5;

    private static final Logger log = LoggerFactory.getLogger(AddressPoller.class);

    private final CloudName cloud;
    private final Clouds clouds;
    private final Supplier<InventorySnapshot> inventory;
    private final BooleanSupplier demand;
    private final Consumer<ServerId> hints;
    private final Clock monotonicClock;
    private final PollLoop loop;
    /** The remaining hints of each server whose addresses have changed. Accessed only by {@link #poll}. */
    private final Map<ServerId, Integer> changed = new LinkedHashMap<>();

    private @Nullable Map<ServerId, Set<String>> last;
    private volatile @Nullable Instant lastEnd;
    private volatile Duration pace = MIN_PACE;
    private boolean failing;

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

    Duration dueIn() {
        if (!demand.getAsBoolean()) {
            return WITHOUT_DEMAND;
        }
        Instant end = lastEnd;
        return end == null ? Duration.ZERO : Duration.between(monotonicClock.instant(), end.plus(pace));
    }

    void poll() {
        Instant start = monotonicClock.instant();
        Instant previous = lastEnd;
        try {
            Map<ServerId, Set<String>> now = read();
            Map<ServerId, Set<String>> before = last;
            if (before != null && previous != null && previous.plus(MAX_AGE).isAfter(start)) {
                difference(before, now).forEach(server -> changed.put(server, MAX_HINTS_PER_CHANGE));
            }
            last = now;
            giveHints(now);
            pace = pace(Duration.between(start, monotonicClock.instant()));
            failing = false;
        } catch (CloudException e) {
            pace = MAX_PACE;
            if (!failing) {
                log.warn("The addresses of the servers of {} cannot be read: {}", cloud, e.getMessage());
            }
            failing = true;
        } finally {
            lastEnd = monotonicClock.instant();
        }
    }

    private Map<ServerId, Set<String>> read() {
        Map<ServerId, Set<String>> addresses = new HashMap<>();
        for (ResourceClient client : clouds.resourceClients(cloud)) {
            client.serverAddresses()
                    .forEach((server, own) -> addresses
                            .computeIfAbsent(server, _ -> new HashSet<>())
                            .addAll(own));
        }
        return addresses;
    }

    private static Set<ServerId> difference(Map<ServerId, Set<String>> before, Map<ServerId, Set<String>> now) {
        Set<ServerId> servers = new HashSet<>(before.keySet());
        servers.addAll(now.keySet());
        servers.removeIf(server -> Objects.equals(before.get(server), now.get(server)));
        return servers;
    }

    private void giveHints(Map<ServerId, Set<String>> addresses) {
        int given = 0;
        for (Iterator<Map.Entry<ServerId, Integer>> all = changed.entrySet().iterator();
                all.hasNext() && given < MAX_HINTS_PER_POLL; ) {
            Map.Entry<ServerId, Integer> server = all.next();
            if (server.getValue() == 0 || isKnown(server.getKey(), addresses.getOrDefault(server.getKey(), Set.of()))) {
                all.remove();
            } else {
                server.setValue(server.getValue() - 1);
                hints.accept(server.getKey());
                given++;
            }
        }
    }

    /** Returns whether the inventory has the addresses, or does not contain the server. */
    private boolean isKnown(ServerId id, Set<String> addresses) {
        Server server = inventory.get().servers().get(new ServerKey(cloud, id));
        return server == null
                || server.addresses().stream()
                        .map(ServerAddress::ip)
                        .collect(Collectors.toSet())
                        .equals(addresses);
    }

    private static Duration pace(Duration poll) {
        Duration pace = poll.multipliedBy(PAUSE_FACTOR);
        return List.of(MIN_PACE, pace, MAX_PACE).stream().sorted().toList().get(1);
    }
}
