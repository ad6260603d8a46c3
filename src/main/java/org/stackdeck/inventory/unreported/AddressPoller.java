package org.stackdeck.inventory.unreported;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.PollingScope;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.server.AssignedAddress;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.inventory.polling.loop.DemandPollLoop;
import org.stackdeck.inventory.store.FloatingIpChange;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.store.ScopeKey;

/**
 * Polls the addresses that Neutron has assigned to the servers of one cloud, because Nova does not update a server's
 * modification time when its addresses change. Records changed floating IPs, and sends hints about servers whose other
 * addresses have changed.
 */
public final class AddressPoller {

    private static final Duration MIN_PACE = Duration.ofSeconds(1);

    /** Minimum pause after a poll while a scope fails. */
    private static final Duration FAILURE_PACE = Duration.ofSeconds(5);

    /** Ratio of the pause after a poll to its duration, so that Neutron is busy for at most a fifth of the time. */
    private static final int PAUSE_FACTOR = 4;

    private static final Duration MAX_PACE = Duration.ofMinutes(5);

    /** Maximum number of hints for a server until Nova reports its new addresses, some seconds after Neutron. */
    private static final int MAX_HINTS_PER_CHANGE = 5;

    /**
     * Maximum number of hints per poll, because notifications use the same limit of requests for single servers. If the
     * addresses of more servers have changed, a full list contains all of them.
     */
    private static final int MAX_HINTS_PER_POLL = 2;

    private static final Logger log = LoggerFactory.getLogger(AddressPoller.class);

    private final CloudName cloud;
    private final Clouds clouds;
    private final InMemoryInventoryStore store;
    private final Consumer<ServerKey> hints;
    private final Consumer<Set<ServerKey>> fullLists;
    private final BiConsumer<Set<ScopeKey>, Duration> confirmations;
    private final Clock monotonicClock;
    private final DemandPollLoop loop;
    /** The remaining hints of each server whose addresses have changed. Accessed only by {@link #poll}. */
    private final Map<ServerId, Integer> changed = new LinkedHashMap<>();

    private Map<PollingScope, Map<ServerId, Set<AssignedAddress>>> last = Map.of();
    private boolean failing;

    /**
     * @param demand returns whether users view servers; {@link #wake} must be called when the demand begins
     * @param hints receives servers that should be read from Nova
     * @param fullLists receives servers whose scopes should load a full list
     * @param confirmations receives the scopes whose addresses a poll has read, and the time since the start of the poll
     */
    public AddressPoller(
            CloudName cloud,
            Clouds clouds,
            InMemoryInventoryStore store,
            BooleanSupplier demand,
            Consumer<ServerKey> hints,
            Consumer<Set<ServerKey>> fullLists,
            BiConsumer<Set<ScopeKey>, Duration> confirmations,
            Clock monotonicClock) {
        this.cloud = cloud;
        this.clouds = clouds;
        this.store = store;
        this.hints = hints;
        this.fullLists = fullLists;
        this.confirmations = confirmations;
        this.monotonicClock = monotonicClock;
        this.loop = new DemandPollLoop("addresses-" + cloud, demand, monotonicClock, this::poll);
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

    /** Makes a poll due soon, because addresses may have changed. */
    public void hint() {
        loop.hint();
    }

    Duration dueIn() {
        return loop.dueIn();
    }

    void poll() {
        Instant start = loop.begin();
        Map<PollingScope, Map<ServerId, Set<AssignedAddress>>> before = last;
        Set<ScopeKey> confirmed = new HashSet<>();
        last = read(before, confirmed);
        Map<ServerKey, FloatingIpChange> changes = new HashMap<>();
        last.forEach((scope, now) -> {
            Map<ServerId, Set<AssignedAddress>> known = before.get(scope);
            if (known == null) {
                now.forEach((server, addresses) ->
                        unreported(server, addresses).ifPresent(change -> changes.put(key(server), change)));
            } else {
                for (ServerId server : difference(known, now)) {
                    changes.put(
                            key(server),
                            FloatingIpChange.between(
                                    known.getOrDefault(server, Set.of()), now.getOrDefault(server, Set.of())));
                    changed.put(server, MAX_HINTS_PER_CHANGE);
                }
            }
        });
        store.recordFloatingIps(changes);
        changed.keySet().removeIf(this::isKnown);
        if (changed.size() > MAX_HINTS_PER_POLL) {
            fullLists.accept(changed.keySet().stream().map(this::key).collect(Collectors.toSet()));
        }
        giveHints();
        Duration poll = Duration.between(start, monotonicClock.instant());
        confirmations.accept(confirmed, poll);
        loop.end(
                start,
                DemandPollLoop.pauseAfter(poll, PAUSE_FACTOR, failing ? FAILURE_PACE : MIN_PACE, MAX_PACE),
                failing);
    }

    /**
     * Reads the addresses in each scope. A scope that fails keeps its previous addresses. If the failure concerns the
     * whole service, the remaining scopes are not read and also keep their addresses.
     *
     * @param confirmed receives the scopes that were read
     */
    private Map<PollingScope, Map<ServerId, Set<AssignedAddress>>> read(
            Map<PollingScope, Map<ServerId, Set<AssignedAddress>>> before, Set<ScopeKey> confirmed) {
        Map<PollingScope, Map<ServerId, Set<AssignedAddress>>> addresses = new HashMap<>();
        RuntimeException failure = null;
        for (ResourceClient client : clouds.resourceClients(cloud)) {
            try {
                if (!(failure instanceof CloudException e && e.concernsService())) {
                    addresses.put(client.scope(), client.serverAddresses());
                    confirmed.add(ScopeKey.of(client.scope()));
                    continue;
                }
            } catch (RuntimeException e) {
                failure = e;
            }
            Map<ServerId, Set<AssignedAddress>> known = before.get(client.scope());
            if (known != null) {
                addresses.put(client.scope(), known);
            }
        }
        if (failure != null && !failing) {
            // Only unexpected failures are logged with a stack trace.
            log.warn(
                    "Could not read the addresses of the servers of {}: {}",
                    cloud,
                    failure.getMessage(),
                    failure instanceof CloudException ? null : failure);
        }
        failing = failure != null;
        return addresses;
    }

    private static Set<ServerId> difference(
            Map<ServerId, Set<AssignedAddress>> before, Map<ServerId, Set<AssignedAddress>> now) {
        Set<ServerId> servers = new HashSet<>(before.keySet());
        servers.addAll(now.keySet());
        servers.removeIf(server -> Objects.equals(before.get(server), now.get(server)));
        return servers;
    }

    private void giveHints() {
        for (ServerId server :
                changed.keySet().stream().limit(MAX_HINTS_PER_POLL).toList()) {
            hints.accept(key(server));
            int remaining = Objects.requireNonNull(changed.remove(server)) - 1;
            if (remaining > 0) {
                // Append the server at the end, so that servers that change continuously do not delay the hints about
                // others.
                changed.put(server, remaining);
            }
        }
    }

    private ServerKey key(ServerId id) {
        return new ServerKey(cloud, id);
    }

    /**
     * Returns whether the inventory contains exactly the assigned addresses of the server, or does not contain the
     * server.
     */
    private boolean isKnown(ServerId id) {
        return inInventory(id).equals(assignedIps(id))
                || !store.snapshot().servers().containsKey(key(id));
    }

    /**
     * Returns the addresses that Nova has not reported. Returns empty if Nova has reported all of them, or if the
     * inventory has no address of the server.
     */
    private Optional<FloatingIpChange> unreported(ServerId id, Set<AssignedAddress> addresses) {
        Set<String> reported = inInventory(id);
        Set<AssignedAddress> before = addresses.stream()
                .filter(address -> reported.contains(address.ip()))
                .collect(Collectors.toSet());
        return reported.isEmpty() || before.size() == addresses.size()
                ? Optional.empty()
                : Optional.of(FloatingIpChange.between(before, addresses));
    }

    private Set<String> inInventory(ServerId id) {
        Server server = store.snapshot().servers().get(key(id));
        return server == null
                ? Set.of()
                : server.addresses().stream().map(ServerAddress::ip).collect(Collectors.toSet());
    }

    private Set<String> assignedIps(ServerId id) {
        return assigned(id).stream().map(AssignedAddress::ip).collect(Collectors.toSet());
    }

    private Set<AssignedAddress> assigned(ServerId id) {
        return last.values().stream()
                .flatMap(addresses -> addresses.getOrDefault(id, Set.of()).stream())
                .collect(Collectors.toSet());
    }
}
