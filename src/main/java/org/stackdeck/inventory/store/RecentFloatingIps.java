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
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;

/**
 * Applies recent changes of floating IPs in Neutron to Nova's responses, because Nova reports them a few seconds later.
 * Other floating IPs of a server are taken from Nova's response, because not every credential can list the floating IPs
 * of other projects in Neutron.
 */
final class RecentFloatingIps {

    /** Time for which a change is applied to Nova's responses. */
    static final Duration VALIDITY = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<ServerKey, Recent> recent = new HashMap<>();

    private record Recent(FloatingIpChange change, Instant until) {}

    RecentFloatingIps(Clock clock) {
        this.clock = clock;
    }

    void add(ServerKey server, FloatingIpChange change) {
        if (change.isEmpty()) {
            // Only fixed IPs have changed. This must not extend the validity of an earlier change.
            return;
        }
        Instant now = clock.instant();
        recent.values().removeIf(entry -> entry.until().isBefore(now));
        Recent earlier = recent.get(server);
        recent.put(
                server, new Recent(earlier == null ? change : earlier.change().then(change), now.plus(VALIDITY)));
    }

    void clear(CloudName cloud) {
        recent.keySet().removeIf(server -> server.cloud().equals(cloud));
    }

    /** Returns the server with the recent changes of its floating IPs. */
    Server applyTo(Server server) {
        Recent entry = recent.get(server.key());
        if (entry == null || entry.until().isBefore(clock.instant())) {
            return server;
        }
        FloatingIpChange change = entry.change();
        List<ServerAddress> addresses = new ArrayList<>();
        for (ServerAddress address : server.addresses()) {
            if (!address.floating()) {
                addresses.add(address);
                change.added().stream()
                        // Users can assign a port of their project to a server of another project.
                        .filter(floating -> address.ip().equals(floating.fixedIp())
                                && floating.project().equals(server.project().id()))
                        .map(floating -> new ServerAddress(address.network(), floating.ip(), address.version(), true))
                        .sorted(Comparator.comparing(ServerAddress::ip))
                        .forEach(addresses::add);
            }
        }
        server.addresses().stream()
                .filter(address ->
                        address.floating() && !change.removed().contains(address.ip()) && !addresses.contains(address))
                .forEach(addresses::add);
        // Nova may list the addresses in another order.
        return Set.copyOf(addresses).equals(Set.copyOf(server.addresses())) ? server : server.withAddresses(addresses);
    }
}
