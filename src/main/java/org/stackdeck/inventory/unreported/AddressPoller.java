package org.stackdeck.inventory.unreported;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.PollingScope;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.AssignedAddress;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.polling.loop.DemandPollLoop;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.store.ScopeKey;

/**
 * Polls the addresses that Neutron has assigned to the servers of one cloud, because Nova does not update a server's
 * modification time when its addresses change. Records changed floating IPs, and sends hints about servers whose other
 * addresses have changed. A list of all ports takes seconds in large clouds, so the addresses of single servers are
 * read after notifications, and until Nova has reported a change.
 */
public final class AddressPoller {

    private static final Duration MIN_PACE = Duration.ofSeconds(1);

    /** Minimum pause after a poll while a scope fails. */
    private static final Duration FAILURE_PACE = Duration.ofSeconds(5);

    /** Ratio of the pause after a poll to its duration, so that Neutron is busy for at most a fifth of the time. */
    private static final int PAUSE_FACTOR = 4;

    private static final Duration MAX_PACE = Duration.ofMinutes(5);

    /**
     * Maximum number of servers in one request. Some servers of the Networking API accept only 4096 bytes of request
     * line and headers.
     */
    private static final int MAX_SERVERS_PER_REQUEST = 20;

    /**
     * Maximum number of hints at once, because notifications use the same limit of requests for single servers. If the
     * addresses of more servers have changed, a full list contains all of them.
     */
    private static final int MAX_HINTS = 2;

    /**
     * Maximum number of times a hinted server is read again after failures. After them, the next full list contains it.
     */
    private static final int MAX_REPEATED_READS = 3;

    private static final Logger log = LoggerFactory.getLogger(AddressPoller.class);

    private final CloudName cloud;
    private final Clouds clouds;
    private final InMemoryInventoryStore store;
    private final Consumer<ServerKey> hints;
    private final Consumer<Set<ServerKey>> fullLists;
    private final BiConsumer<Set<ScopeKey>, Duration> confirmations;
    private final Clock monotonicClock;
    private final AssignedAddressTracker known;
    private final DemandPollLoop listLoop;
    private final DemandPollLoop serverLoop;
    /** Servers whose addresses may have changed according to notifications. */
    private final Set<ServerId> hinted = ConcurrentHashMap.newKeySet();

    /** Numbers of failed reads of hinted servers. */
    private final Map<ServerId, Integer> failedReads = new HashMap<>();

    private volatile boolean failing;

    /**
     * @param demand returns whether users view servers; {@link #wake} must be called when the demand begins
     * @param hints receives servers that should be read from Nova
     * @param fullLists receives servers whose scopes should load a full list
     * @param confirmations receives the scopes whose addresses a poll has read, and the time since the start of the
     *     poll
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
        this.known = new AssignedAddressTracker(cloud, store);
        this.listLoop = new DemandPollLoop("addresses-" + cloud, demand, monotonicClock, this::poll);
        this.serverLoop = new DemandPollLoop(
                "changed-addresses-" + cloud,
                () -> demand.getAsBoolean()
                        && !(hinted.isEmpty() && known.unreportedServers().isEmpty()),
                monotonicClock,
                this::pollServers);
    }

    public void start() {
        listLoop.start();
        serverLoop.start();
    }

    public void stop() {
        listLoop.stop();
        serverLoop.stop();
    }

    public void wake() {
        listLoop.wake();
        serverLoop.wake();
    }

    /**
     * Makes a poll of the servers due soon whose addresses may have changed. Without the servers, or if they are many,
     * makes a poll of all addresses due.
     */
    public void hint(ChangeHint hint) {
        Set<ServerId> servers = new HashSet<>(hint.servers());
        if (hint.kinds().contains(ResourceKind.FLOATING_IP)) {
            // Neutron does not name the server from which a floating IP was removed.
            servers.addAll(known.serversWithFloatingIps());
        }
        boolean isPortOfNoServer = hint.servers().isEmpty() && hint.kinds().contains(ResourceKind.PORT);
        // The size is limited, because the set is not emptied while no user views servers.
        if (isPortOfNoServer || hinted.size() + servers.size() > MAX_SERVERS_PER_REQUEST) {
            hinted.clear();
            listLoop.hint();
        } else {
            hinted.addAll(servers);
            serverLoop.hint();
        }
    }

    Duration dueIn() {
        return listLoop.dueIn();
    }

    /** Reads the addresses of all servers. */
    void poll() {
        Instant start = listLoop.begin();
        known.beginList();
        List<ResourceClient> clients = clouds.resourceClients(cloud);
        Map<PollingScope, Map<ServerId, Set<AssignedAddress>>> listed = read(clients, _ -> Set.of());
        Set<ServerKey> unreported = known.replaceAll(
                listed, clients.stream().map(ResourceClient::scope).collect(Collectors.toSet()));
        if (unreported.size() > MAX_HINTS) {
            fullLists.accept(unreported);
        }
        Duration poll = Duration.between(start, monotonicClock.instant());
        confirmations.accept(listed.keySet().stream().map(ScopeKey::of).collect(Collectors.toSet()), poll);
        listLoop.end(
                start,
                DemandPollLoop.pauseAfter(poll, PAUSE_FACTOR, failing ? FAILURE_PACE : MIN_PACE, MAX_PACE),
                failing);
        serverLoop.wake();
    }

    /** Reads the addresses of servers that have changed or may have changed. */
    void pollServers() {
        Instant start = serverLoop.begin();
        Set<ServerId> taken = Set.copyOf(hinted);
        hinted.removeAll(taken);
        // The hinted servers precede the others, which are read again anyway.
        Set<ServerId> servers = new LinkedHashSet<>(taken);
        known.unreportedServers().forEach(server -> servers.add(server.id()));
        Set<ServerId> unread = new HashSet<>();
        Map<ServerKey, Server> present = store.snapshot().servers();
        Map<PollingScope, Set<ServerId>> requested = new HashMap<>();
        List<ResourceClient> clients = clouds.resourceClients(cloud);
        for (ResourceClient client : clients) {
            List<ServerId> covered = servers.stream()
                    .filter(server -> isCovered(client, present.get(known.key(server))))
                    .toList();
            unread.addAll(covered);
            if (!covered.isEmpty()) {
                requested.put(
                        client.scope(),
                        covered.stream().limit(MAX_SERVERS_PER_REQUEST).collect(Collectors.toSet()));
            }
        }
        read(
                        clients.stream()
                                .filter(client -> requested.containsKey(client.scope()))
                                .toList(),
                        client -> requested.getOrDefault(client.scope(), Set.of()))
                .forEach((scope, addresses) -> {
                    Set<ServerId> read = requested.getOrDefault(scope, Set.of());
                    known.replace(scope, read, addresses);
                    unread.removeAll(read);
                });
        unread.retainAll(taken);
        failedReads.keySet().retainAll(unread);
        unread.forEach(server -> failedReads.merge(server, 1, Integer::sum));
        unread.removeIf(server -> failedReads.getOrDefault(server, 0) > MAX_REPEATED_READS);
        hinted.addAll(unread);
        known.takeHints(MAX_HINTS).forEach(hints);
        serverLoop.end(start, failing ? FAILURE_PACE : MIN_PACE, failing);
    }

    private static boolean isCovered(ResourceClient client, @Nullable Server server) {
        return server != null && client.covers(server.project().id());
    }

    /**
     * Reads addresses in each scope. If a failure concerns the whole service, the remaining scopes are not read.
     *
     * @param servers returns the servers to read; empty for all
     * @return the scopes that were read
     */
    private Map<PollingScope, Map<ServerId, Set<AssignedAddress>>> read(
            List<ResourceClient> clients, Function<ResourceClient, Set<ServerId>> servers) {
        Map<PollingScope, Map<ServerId, Set<AssignedAddress>>> addresses = new HashMap<>();
        if (clients.isEmpty()) {
            return addresses;
        }
        RuntimeException failure = null;
        for (ResourceClient client : clients) {
            try {
                if (!(failure instanceof CloudException e && e.concernsService())) {
                    addresses.put(client.scope(), client.serverAddresses(servers.apply(client)));
                }
            } catch (RuntimeException e) {
                failure = e;
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
}
