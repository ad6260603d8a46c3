package org.stackdeck.cloud.openstack.resource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.openstack.http.ListSizeLimiter;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.cloud.server.AssignedAddress;

/**
 * Reads Neutron's resources. Does not use openstack4j, whose models lack tags, the descriptions of most resources, and
 * the address groups of security group rules.
 */
final class NeutronResourceReader {

    private static final long BYTES_PER_ADDRESS = 200;
    /** Some servers of the Networking API accept only 4096 bytes of request line and headers. */
    private static final int MAX_FILTERED_PORTS = 40;

    private final AuthenticatedServiceClient neutron;

    NeutronResourceReader(AuthenticatedServiceClient neutron) {
        this.neutron = neutron;
    }

    /** Lists all resources to which the credential has access. */
    List<CloudResourceBuilder> list(ResourceKind kind) {
        NeutronCollection collection = NeutronCollection.of(kind);
        // Neutron has no address groups without the extension.
        return kind == ResourceKind.ADDRESS_GROUP
                ? ServiceJson.findWith(() -> list(collection, "")).orElse(List.of())
                : list(collection, NeutronDtos.selectFields(collection.body()));
    }

    private List<CloudResourceBuilder> list(NeutronCollection collection, String query) {
        return readList(collection.path() + query, collection.listPointer(), collection.body()).stream()
                .map(NeutronCollection.Body::toResource)
                .toList();
    }

    /** @throws CloudException NOT_FOUND if the resource does not exist or the credential has no access to it */
    CloudResourceBuilder find(ResourceKind kind, String id) {
        NeutronCollection collection = NeutronCollection.of(kind);
        return read(collection.path(id), collection.pointer(), collection.body())
                .toResource();
    }

    private <T> List<T> readList(String path, String pointer, Class<T> type) {
        return ServiceJson.readListAt(neutron.get(path, Map.of()), pointer, type);
    }

    private <T> T read(String path, String pointer, Class<T> type) {
        return ServiceJson.readAt(neutron.get(path, Map.of()), pointer, type);
    }

    private SecurityGroupDtos.SecurityGroupBody readSecurityGroup(String id) {
        return readSecurityGroup(id, "");
    }

    /** @throws CloudException NOT_FOUND if the group does not exist */
    Optional<String> findProjectOfSecurityGroup(String id) {
        return Optional.ofNullable(readSecurityGroup(id, "?fields=project_id").projectId());
    }

    private SecurityGroupDtos.SecurityGroupBody readSecurityGroup(String id, String query) {
        return read(
                NeutronCollection.of(ResourceKind.SECURITY_GROUP).path(id) + query,
                "/security_group",
                SecurityGroupDtos.SecurityGroupBody.class);
    }

    /**
     * Returns the rules of the group in their canonical form.
     *
     * @throws CloudException NOT_FOUND if the group does not exist
     */
    Set<SecurityRule> findRules(String group) {
        return readSecurityGroup(group).rulesOrNone().stream()
                .map(rule -> rule.toRule().canonical())
                .collect(Collectors.toSet());
    }

    /**
     * Returns the IDs of the rules of the group whose text equals {@code text}.
     *
     * @throws CloudException NOT_FOUND if the group does not exist
     */
    List<String> findRules(String group, String text) {
        return readSecurityGroup(group).rulesOrNone().stream()
                .filter(rule -> rule.toRule().toString().equals(text))
                .map(rule -> ResponseFields.required(rule.id()))
                .toList();
    }

    /**
     * Returns the addresses of each server that has any. Does not use openstack4j, which requests all fields, because
     * the addresses are requested often.
     *
     * @param servers empty for all servers
     */
    Map<ServerId, Set<AssignedAddress>> serverAddresses(Set<ServerId> servers) {
        List<NeutronDtos.PortBody> ports = readList(
                "/v2.0/ports?fields=id&fields=project_id&fields=device_id&fields=device_owner&fields=fixed_ips"
                        + filter("device_id", servers.stream().map(ServerId::value)),
                "/ports",
                NeutronDtos.PortBody.class);
        Map<ServerId, Set<AssignedAddress>> addresses = new HashMap<>();
        Map<String, NeutronDtos.PortBody> portsOfServers = new HashMap<>();
        ListSizeLimiter limit = new ListSizeLimiter();
        // Users can set any device owner and device ID, so the project of the port is recorded.
        ports.forEach(port -> port.server().ifPresent(server -> {
            limit.add((port.ips().size() + 1L) * BYTES_PER_ADDRESS);
            portsOfServers.put(ResponseFields.required(port.id()), port);
            Set<AssignedAddress> ofServer = addresses.computeIfAbsent(server, _ -> new HashSet<>());
            port.ips().forEach(ip -> ofServer.add(new AssignedAddress(ip, null, port.project())));
        }));
        if (portsOfServers.isEmpty()) {
            return addresses;
        }
        boolean all = servers.isEmpty() || portsOfServers.size() > MAX_FILTERED_PORTS;
        List<NeutronDtos.FloatingIpBody> floatingIps = readList(
                "/v2.0/floatingips?fields=port_id&fields=fixed_ip_address&fields=floating_ip_address"
                        + filter("port_id", all ? Stream.of() : portsOfServers.keySet().stream()),
                "/floatingips",
                NeutronDtos.FloatingIpBody.class);
        for (NeutronDtos.FloatingIpBody ip : floatingIps) {
            NeutronDtos.PortBody port = portsOfServers.get(String.valueOf(ip.portId()));
            if (port != null) {
                port.server()
                        .ifPresent(server -> addresses
                                .computeIfAbsent(server, _ -> new HashSet<>())
                                .add(new AssignedAddress(
                                        ResponseFields.required(ip.ip()), ip.fixedIp(), port.project())));
            }
        }
        return addresses;
    }

    private static String filter(String field, Stream<String> values) {
        return values.map(value -> "&" + field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }
}
