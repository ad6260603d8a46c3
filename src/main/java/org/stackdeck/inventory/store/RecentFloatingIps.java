package org.stackdeck.inventory.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.AssignedAddress;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;

/** The floating IPs of servers whose floating IPs have changed in Neutron, which Nova reports some seconds later. */
final class RecentFloatingIps {

    /** Time after a change for which Neutron's floating IPs are used instead of Nova's. */
    static final Duration VALIDITY = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<ServerKey, Recent> recent = new HashMap<>();

    private record Recent(Set<AssignedAddress> addresses, Instant until) {}

    RecentFloatingIps(Clock clock) {
        this.clock = clock;
    }

    /** @param addresses all addresses of the server, including fixed ones */
    void put(ServerKey server, Set<AssignedAddress> addresses) {
        Instant now = clock.instant();
        recent.values().removeIf(entry -> entry.until().isBefore(now));
        recent.put(server, new Recent(addresses, now.plus(VALIDITY)));
    }

    /** Returns the server with Neutron's floating IPs if they have changed recently. */
    Server applyTo(Server server) {
        Recent entry = recent.get(server.key());
        if (entry == null || entry.until().isBefore(clock.instant())) {
            return server;
        }
        List<ServerAddress> addresses = new ArrayList<>();
        for (ServerAddress fixed : server.addresses()) {
            if (!fixed.floating()) {
                addresses.add(fixed);
                // Tenants can assign a port to a server of another project.
                entry.addresses().stream()
                        .filter(assigned -> fixed.ip().equals(assigned.fixedIp())
                                && assigned.project().equals(server.project().id()))
                        .map(floating -> new ServerAddress(fixed.network(), floating.ip(), fixed.version(), true))
                        .sorted(Comparator.comparing(ServerAddress::ip))
                        .forEach(addresses::add);
            }
        }
        // Nova may list the addresses in another order.
        return Set.copyOf(addresses).equals(Set.copyOf(server.addresses())) ? server : server.withAddresses(addresses);
    }
}
