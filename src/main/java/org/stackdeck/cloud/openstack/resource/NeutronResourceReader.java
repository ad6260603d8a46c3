package org.stackdeck.cloud.openstack.resource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.openstack.http.ListSizeLimiter;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceRequest;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.cloud.server.AssignedAddress;

/**
 * Reads Neutron's resources. Does not use openstack4j, whose models have neither tags nor descriptions of most
 * resources, and no address groups in the rules of security groups.
 */
final class NeutronResourceReader {

    private static final long BYTES_PER_ADDRESS = 200;
    private static final String SECURITY_GROUPS = "/v2.0/security-groups";
    /** Some servers of the Networking API accept only 4096 bytes of request line and headers. */
    private static final int MAX_FILTERED_PORTS = 40;

    private final AuthenticatedServiceClient neutron;

    NeutronResourceReader(AuthenticatedServiceClient neutron) {
        this.neutron = neutron;
    }

    /** Lists all resources to which the credential has access. */
    List<CloudResourceBuilder> list(ResourceKind kind) {
        return switch (kind) {
            case NETWORK ->
                readAll(
                                "/v2.0/networks",
                                NeutronDtos.NetworkBody.class,
                                NeutronDtos.Networks.class,
                                NeutronDtos.Networks::networks)
                        .map(NeutronDtos.NetworkBody::toResource)
                        .toList();
            case PORT ->
                readAll("/v2.0/ports", NeutronDtos.PortBody.class, NeutronDtos.Ports.class, NeutronDtos.Ports::ports)
                        .map(NeutronDtos.PortBody::toResource)
                        .toList();
            case ROUTER ->
                readAll(
                                "/v2.0/routers",
                                NeutronDtos.RouterBody.class,
                                NeutronDtos.Routers.class,
                                NeutronDtos.Routers::routers)
                        .map(NeutronDtos.RouterBody::toResource)
                        .toList();
            case SECURITY_GROUP ->
                readAll(
                                SECURITY_GROUPS,
                                SecurityGroupDtos.SecurityGroupBody.class,
                                SecurityGroupDtos.SecurityGroups.class,
                                SecurityGroupDtos.SecurityGroups::groups)
                        .map(SecurityGroupDtos.SecurityGroupBody::toResource)
                        .toList();
            // Neutron has no address groups without the extension.
            case ADDRESS_GROUP ->
                ServiceJson.findWith(() -> read(
                                "/v2.0/address-groups",
                                SecurityGroupDtos.AddressGroups.class,
                                SecurityGroupDtos.AddressGroups::groups))
                        .orElse(List.of())
                        .stream()
                        .map(SecurityGroupDtos.AddressGroupBody::toResource)
                        .toList();
            case SUBNET ->
                readAll(
                                "/v2.0/subnets",
                                NeutronDtos.SubnetBody.class,
                                NeutronDtos.Subnets.class,
                                NeutronDtos.Subnets::subnets)
                        .map(NeutronDtos.SubnetBody::toResource)
                        .toList();
            case FLOATING_IP ->
                readAll(
                                "/v2.0/floatingips",
                                NeutronDtos.FloatingIpBody.class,
                                NeutronDtos.FloatingIps.class,
                                NeutronDtos.FloatingIps::floatingIps)
                        .map(NeutronDtos.FloatingIpBody::toResource)
                        .toList();
            default -> throw notOfNeutron(kind);
        };
    }

    /** @throws CloudException NOT_FOUND if the resource does not exist or the credential has no access to it */
    CloudResourceBuilder find(ResourceKind kind, String id) {
        String segment = "/" + ServiceRequest.encodePathSegment(id);
        return switch (kind) {
            case NETWORK ->
                read(
                                "/v2.0/networks" + segment,
                                NeutronDtos.NetworkEnvelope.class,
                                NeutronDtos.NetworkEnvelope::network)
                        .toResource();
            case SUBNET ->
                read("/v2.0/subnets" + segment, NeutronDtos.SubnetEnvelope.class, NeutronDtos.SubnetEnvelope::subnet)
                        .toResource();
            case PORT ->
                read("/v2.0/ports" + segment, NeutronDtos.PortEnvelope.class, NeutronDtos.PortEnvelope::port)
                        .toResource();
            case ROUTER ->
                read("/v2.0/routers" + segment, NeutronDtos.RouterEnvelope.class, NeutronDtos.RouterEnvelope::router)
                        .toResource();
            case FLOATING_IP ->
                read(
                                "/v2.0/floatingips" + segment,
                                NeutronDtos.FloatingIpEnvelope.class,
                                NeutronDtos.FloatingIpEnvelope::floatingIp)
                        .toResource();
            case SECURITY_GROUP -> readSecurityGroup(id).toResource();
            case ADDRESS_GROUP ->
                read(
                                "/v2.0/address-groups" + segment,
                                SecurityGroupDtos.AddressGroupEnvelope.class,
                                SecurityGroupDtos.AddressGroupEnvelope::group)
                        .toResource();
            default -> throw notOfNeutron(kind);
        };
    }

    private static IllegalArgumentException notOfNeutron(ResourceKind kind) {
        return new IllegalArgumentException("Neutron has no resources of kind " + kind);
    }

    /** Reads a list of bodies, with the fields of the body only. */
    private <E, T extends Record> Stream<T> readAll(
            String path, Class<T> body, Class<E> type, Function<E, @Nullable List<T>> content) {
        return read(path + NeutronDtos.selectFields(body), type, content).stream();
    }

    private <E, T> T read(String path, Class<E> type, Function<E, @Nullable T> content) {
        return ResponseFields.required(content.apply(ServiceJson.read(neutron.get(path, Map.of()), type)));
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
                SECURITY_GROUPS + "/" + ServiceRequest.encodePathSegment(id) + query,
                SecurityGroupDtos.SecurityGroupEnvelope.class,
                SecurityGroupDtos.SecurityGroupEnvelope::group);
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
        List<NeutronDtos.PortBody> ports = read(
                "/v2.0/ports?fields=id&fields=project_id&fields=device_id&fields=device_owner&fields=fixed_ips"
                        + filter("device_id", servers.stream().map(ServerId::value)),
                NeutronDtos.Ports.class,
                NeutronDtos.Ports::ports);
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
        List<NeutronDtos.FloatingIpBody> floatingIps = read(
                "/v2.0/floatingips?fields=port_id&fields=fixed_ip_address&fields=floating_ip_address"
                        + filter("port_id", all ? Stream.of() : portsOfServers.keySet().stream()),
                NeutronDtos.FloatingIps.class,
                NeutronDtos.FloatingIps::floatingIps);
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
