package org.stackdeck.inventory.store;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.cloud.server.AssignedAddress;

/**
 * Floating IPs of a server that have changed in Neutron.
 *
 * @param added floating IPs with their fixed IPs
 * @param removed addresses that are no longer associated with the same fixed IP
 */
public record FloatingIpChange(Set<AssignedAddress> added, Set<String> removed) {

    /** @param before earlier addresses of the server; fixed IPs in it and in {@code now} are ignored */
    public static FloatingIpChange between(Set<AssignedAddress> before, Set<AssignedAddress> now) {
        return new FloatingIpChange(
                difference(now, before),
                difference(before, now).stream().map(AssignedAddress::ip).collect(Collectors.toSet()));
    }

    private static Set<AssignedAddress> difference(Set<AssignedAddress> addresses, Set<AssignedAddress> others) {
        return addresses.stream()
                .filter(address -> address.fixedIp() != null && !others.contains(address))
                .collect(Collectors.toSet());
    }

    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }

    /** Returns this change followed by another one. */
    FloatingIpChange then(FloatingIpChange next) {
        Set<AssignedAddress> allAdded = new HashSet<>(added);
        allAdded.removeIf(address -> next.removed().contains(address.ip()));
        allAdded.addAll(next.added());
        Set<String> allRemoved = new HashSet<>(removed);
        allRemoved.addAll(next.removed());
        return new FloatingIpChange(allAdded, allRemoved);
    }
}
