package org.stackdeck.inventory.resource;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;

/** Determines the addresses of a server from its ports and floating IPs, because Nova reports changes later. */
final class AttachedAddresses {

    private AttachedAddresses() {}

    /**
     * Returns the addresses in the order in which Nova reports them, followed by those that Nova has not reported.
     * Returns empty if no port of the server's project is listed, because some credentials have access to the servers
     * of all projects, but not to their ports.
     *
     * @param attached the resources of the server, with its ports and floating IPs
     */
    static Optional<List<ServerAddress>> find(
            Server server,
            Map<ResourceKind, List<CloudResource>> attached,
            Map<ResourceKind, ResourceListState> lists) {
        if (list(lists, ResourceKind.PORT).noneMatch(port -> AttachedResources.isOwn(port, server))) {
            return Optional.empty();
        }
        Map<String, ServerAddress> assigned = assigned(server, attached);
        List<ServerAddress> kept = server.addresses().stream()
                .filter(address -> assigned.containsKey(address.ip())
                        || isUnlisted(address, lists)
                        || isOfAnyPort(address, server, lists))
                .toList();
        kept.forEach(address -> assigned.remove(address.ip()));
        return Optional.of(
                Stream.concat(kept.stream(), assigned.values().stream()).toList());
    }

    private static Map<String, ServerAddress> assigned(Server server, Map<ResourceKind, List<CloudResource>> attached) {
        Map<String, String> labels = server.addresses().stream()
                .collect(Collectors.toMap(ServerAddress::ip, ServerAddress::network, (first, _) -> first));
        Map<String, String> networks = attached.getOrDefault(ResourceKind.NETWORK, List.of()).stream()
                .collect(Collectors.toMap(CloudResource::id, CloudResource::displayName));
        Map<String, ServerAddress> assigned = new LinkedHashMap<>();
        Map<String, String> labelsOfPorts = new HashMap<>();
        for (CloudResource port : attached.getOrDefault(ResourceKind.PORT, List.of())) {
            List<String> ips = port.texts("fixedIps");
            String id = port.text("network").orElse("");
            String label = ips.stream()
                    .map(labels::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseGet(() -> networks.getOrDefault(id, id));
            labelsOfPorts.put(port.id(), label);
            ips.forEach(ip -> assigned.put(ip, address(label, ip, false)));
        }
        for (CloudResource floatingIp : attached.getOrDefault(ResourceKind.FLOATING_IP, List.of())) {
            String label = labelsOfPorts.getOrDefault(floatingIp.text("port").orElse(""), "");
            assigned.put(floatingIp.name(), address(label, floatingIp.name(), true));
        }
        return assigned;
    }

    /** Returns whether the floating IP belongs to a project to whose floating IPs the credential has no access. */
    private static boolean isUnlisted(ServerAddress address, Map<ResourceKind, ResourceListState> lists) {
        return address.floating()
                && list(lists, ResourceKind.FLOATING_IP)
                        .noneMatch(ip -> ip.name().equals(address.ip()));
    }

    /** Returns whether a port of the server, for example of the project of a shared network, has the address. */
    private static boolean isOfAnyPort(
            ServerAddress address, Server server, Map<ResourceKind, ResourceListState> lists) {
        String id = server.id().value();
        return list(lists, ResourceKind.PORT)
                .anyMatch(port -> port.text("device").filter(id::equals).isPresent()
                        && port.texts("fixedIps").contains(address.ip()));
    }

    private static Stream<CloudResource> list(Map<ResourceKind, ResourceListState> lists, ResourceKind kind) {
        return Objects.requireNonNull(lists.get(kind)).resources().stream();
    }

    private static ServerAddress address(String network, String ip, boolean floating) {
        return new ServerAddress(network, ip, ip.contains(":") ? 6 : 4, floating);
    }
}
