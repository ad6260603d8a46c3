package org.stackdeck.inventory.unreported;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.PollingScope;
import org.stackdeck.cloud.server.AssignedAddress;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.inventory.store.FloatingIpChange;
import org.stackdeck.inventory.store.InMemoryInventoryStore;

/**
 * The addresses that Neutron has assigned to the servers of one cloud, as last read. Records changed floating IPs in
 * the inventory, and keeps the servers whose other addresses Nova has not reported yet.
 */
final class AssignedAddressTracker {

    /** Maximum number of hints for a server until Nova reports its new addresses, a few seconds after Neutron. */
    private static final int MAX_HINTS_PER_CHANGE = 5;

    private final CloudName cloud;
    private final InMemoryInventoryStore store;
    private final Map<PollingScope, Map<ServerId, Set<AssignedAddress>>> last = new HashMap<>();
    /** The remaining hints of each server whose addresses have changed. */
    private final Map<ServerId, Integer> changed = new LinkedHashMap<>();
    /** Servers that were read one by one since the start of the current list. Their addresses may be newer. */
    private final Set<ServerId> readSinceListStart = new HashSet<>();

    AssignedAddressTracker(CloudName cloud, InMemoryInventoryStore store) {
        this.cloud = cloud;
        this.store = store;
    }

    /** Must be called before addresses are listed. */
    synchronized void beginList() {
        readSinceListStart.clear();
    }

    /**
     * Replaces the addresses of all servers.
     *
     * @param listed the scopes that have been read; the others keep their addresses
     * @param all all scopes of the cloud
     * @return the servers whose addresses Nova has not reported
     */
    synchronized Set<ServerKey> replaceAll(
            Map<PollingScope, Map<ServerId, Set<AssignedAddress>>> listed, Set<PollingScope> all) {
        Map<ServerKey, FloatingIpChange> changes = new HashMap<>();
        listed.forEach((scope, addresses) -> {
            Map<ServerId, Set<AssignedAddress>> now = new HashMap<>(addresses);
            Map<ServerId, Set<AssignedAddress>> before = last.get(scope);
            if (before == null) {
                now.forEach((server, assigned) ->
                        unreported(server, assigned).ifPresent(change -> changes.put(key(server), change)));
            } else {
                readSinceListStart.forEach(server -> put(now, server, before.getOrDefault(server, Set.of())));
                compare(before, now, changes);
            }
            last.put(scope, now);
        });
        last.keySet().retainAll(all);
        store.recordFloatingIps(changes);
        return unreportedServers();
    }

    /** Replaces the addresses of the selected servers of a scope that has been listed. */
    synchronized void replace(
            PollingScope scope, Set<ServerId> servers, Map<ServerId, Set<AssignedAddress>> addresses) {
        Map<ServerId, Set<AssignedAddress>> before = last.get(scope);
        if (before == null) {
            return;
        }
        Map<ServerId, Set<AssignedAddress>> now = new HashMap<>(before);
        servers.forEach(server -> put(now, server, addresses.getOrDefault(server, Set.of())));
        readSinceListStart.addAll(servers);
        Map<ServerKey, FloatingIpChange> changes = new HashMap<>();
        compare(before, now, changes);
        last.put(scope, now);
        store.recordFloatingIps(changes);
    }

    private static void put(
            Map<ServerId, Set<AssignedAddress>> addresses, ServerId server, Set<AssignedAddress> assigned) {
        if (assigned.isEmpty()) {
            addresses.remove(server);
        } else {
            addresses.put(server, assigned);
        }
    }

    private void compare(
            Map<ServerId, Set<AssignedAddress>> before,
            Map<ServerId, Set<AssignedAddress>> now,
            Map<ServerKey, FloatingIpChange> changes) {
        now.forEach((server, current) -> compare(server, before.getOrDefault(server, Set.of()), current, changes));
        before.forEach((server, earlier) -> {
            if (!now.containsKey(server)) {
                compare(server, earlier, Set.of(), changes);
            }
        });
    }

    private void compare(
            ServerId server,
            Set<AssignedAddress> earlier,
            Set<AssignedAddress> current,
            Map<ServerKey, FloatingIpChange> changes) {
        if (!earlier.equals(current)) {
            changes.put(key(server), FloatingIpChange.between(earlier, current));
            changed.put(server, MAX_HINTS_PER_CHANGE);
        }
    }

    /** Returns the servers whose addresses Nova has not reported and about which hints remain. */
    synchronized Set<ServerKey> unreportedServers() {
        changed.keySet().removeIf(this::isReported);
        return changed.keySet().stream().map(this::key).collect(Collectors.toSet());
    }

    /** Returns servers to read from Nova, and counts a hint for each of them. */
    synchronized List<ServerKey> takeHints(int limit) {
        List<ServerKey> hints = new ArrayList<>();
        for (ServerId server : changed.keySet().stream().limit(limit).toList()) {
            hints.add(key(server));
            int remaining = Objects.requireNonNull(changed.remove(server)) - 1;
            if (remaining > 0) {
                // Append the server at the end, so that servers that change continuously do not delay the hints about
                // others.
                changed.put(server, remaining);
            }
        }
        return hints;
    }

    /** Returns the servers that have a floating IP and can therefore lose it. */
    synchronized Set<ServerId> serversWithFloatingIps() {
        return last.values().stream()
                .flatMap(addresses -> addresses.entrySet().stream())
                .filter(server -> server.getValue().stream().anyMatch(address -> address.fixedIp() != null))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    ServerKey key(ServerId id) {
        return new ServerKey(cloud, id);
    }

    /**
     * Returns whether the inventory contains exactly the assigned addresses of the server, or does not contain the
     * server.
     */
    private boolean isReported(ServerId id) {
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
        return last.values().stream()
                .flatMap(addresses -> addresses.getOrDefault(id, Set.of()).stream())
                .map(AssignedAddress::ip)
                .collect(Collectors.toSet());
    }
}
