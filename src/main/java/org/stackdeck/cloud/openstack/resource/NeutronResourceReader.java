package org.stackdeck.cloud.openstack.resource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
import org.openstack4j.api.networking.NetworkingService;
import org.openstack4j.model.common.Resource;
import org.openstack4j.model.network.HostRoute;
import org.openstack4j.model.network.NetFloatingIP;
import org.openstack4j.model.network.Subnet;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.openstack.http.ListLimit;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceRequest;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.image.OpenStack4jTemplate;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.cloud.server.AssignedAddress;

/**
 * Reads Neutron's resources. Uses openstack4j for subnets and floating IPs. The models of openstack4j have no
 * descriptions of networks, ports and routers, and no address groups in the rules of security groups.
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
                                NeutronDtos.SecurityGroupBody.class,
                                NeutronDtos.SecurityGroups.class,
                                NeutronDtos.SecurityGroups::groups)
                        .map(NeutronDtos.SecurityGroupBody::toResource)
                        .toList();
            // Neutron has no address groups without the extension.
            case ADDRESS_GROUP ->
                ServiceJson.findWith(() -> read(
                                "/v2.0/address-groups",
                                NeutronDtos.AddressGroups.class,
                                NeutronDtos.AddressGroups::groups))
                        .orElse(List.of())
                        .stream()
                        .map(NeutronDtos.AddressGroupBody::toResource)
                        .toList();
            default -> OpenStack4jTemplate.call(neutron, client -> read(kind, client.networking()));
        };
    }

    /**
     * Returns the resource; empty for an empty response.
     *
     * @throws CloudException NOT_FOUND if the resource does not exist or the credential has no access to it
     */
    Optional<CloudResourceBuilder> find(ResourceKind kind, String id) {
        String segment = "/" + ServiceRequest.encodePathSegment(id);
        return switch (kind) {
            case NETWORK ->
                Optional.of(read(
                                "/v2.0/networks" + segment,
                                NeutronDtos.NetworkEnvelope.class,
                                NeutronDtos.NetworkEnvelope::network)
                        .toResource());
            case PORT ->
                Optional.of(
                        read("/v2.0/ports" + segment, NeutronDtos.PortEnvelope.class, NeutronDtos.PortEnvelope::port)
                                .toResource());
            case ROUTER ->
                Optional.of(read(
                                "/v2.0/routers" + segment,
                                NeutronDtos.RouterEnvelope.class,
                                NeutronDtos.RouterEnvelope::router)
                        .toResource());
            case SECURITY_GROUP -> Optional.of(readSecurityGroup(id).toResource());
            case ADDRESS_GROUP ->
                Optional.of(read(
                                "/v2.0/address-groups" + segment,
                                NeutronDtos.AddressGroupEnvelope.class,
                                NeutronDtos.AddressGroupEnvelope::group)
                        .toResource());
            default -> OpenStack4jTemplate.call(neutron, client -> read(kind, id, client.networking()));
        };
    }

    /** Reads a list of bodies, with the fields of the body only. */
    private <E, T extends Record> Stream<T> readAll(
            String path, Class<T> body, Class<E> type, Function<E, @Nullable List<T>> content) {
        return read(path + NeutronDtos.selectFields(body), type, content).stream();
    }

    private <E, T> T read(String path, Class<E> type, Function<E, @Nullable T> content) {
        return ResponseFields.required(content.apply(ServiceJson.read(neutron.get(path, Map.of()), type)));
    }

    private NeutronDtos.SecurityGroupBody readSecurityGroup(String id) {
        return readSecurityGroup(id, "");
    }

    /** @throws CloudException NOT_FOUND if the group does not exist */
    Optional<String> findProjectOfSecurityGroup(String id) {
        return Optional.ofNullable(readSecurityGroup(id, "?fields=project_id").projectId());
    }

    private NeutronDtos.SecurityGroupBody readSecurityGroup(String id, String query) {
        return read(
                SECURITY_GROUPS + "/" + ServiceRequest.encodePathSegment(id) + query,
                NeutronDtos.SecurityGroupEnvelope.class,
                NeutronDtos.SecurityGroupEnvelope::group);
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
        ListLimit limit = new ListLimit();
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

    /** Loads a resource. Returns empty for an empty response, for which openstack4j returns null. */
    private static Optional<CloudResourceBuilder> read(ResourceKind kind, String id, NetworkingService networking) {
        return switch (kind) {
            case SUBNET -> Optional.ofNullable(networking.subnet().get(id)).map(NeutronResourceReader::subnet);
            case FLOATING_IP ->
                Optional.ofNullable(networking.floatingip().get(id)).map(NeutronResourceReader::floatingIp);
            default -> throw new IllegalArgumentException("openstack4j does not read " + kind);
        };
    }

    private static List<CloudResourceBuilder> read(ResourceKind kind, NetworkingService networking) {
        List<CloudResourceBuilder> found = new ArrayList<>();
        switch (kind) {
            case SUBNET -> networking.subnet().list().forEach(subnet -> found.add(subnet(subnet)));
            case FLOATING_IP -> networking.floatingip().list().forEach(address -> found.add(floatingIp(address)));
            default -> throw new IllegalArgumentException("openstack4j does not read " + kind);
        }
        return found;
    }

    private static CloudResourceBuilder subnet(Subnet subnet) {
        return of(subnet)
                .value("network", subnet.getNetworkId())
                .value("cidr", subnet.getCidr())
                .value("gateway", subnet.getGateway())
                .value("dhcp", subnet.isDHCPEnabled())
                .value(
                        "ipVersion",
                        subnet.getIpVersion() == null
                                ? null
                                : "IPv" + subnet.getIpVersion().getVersion())
                .value("dns", subnet.getDnsNames())
                .value("pools", texts(subnet.getAllocationPools(), pool -> pool.getStart() + "-" + pool.getEnd()))
                .value("hostRoutes", texts(subnet.getHostRoutes(), NeutronResourceReader::route));
    }

    private static CloudResourceBuilder floatingIp(NetFloatingIP address) {
        return CloudResourceBuilder.of(address.getId(), address.getTenantId(), address.getFloatingIpAddress())
                .value("status", address.getStatus())
                .value("fixedIp", address.getFixedIpAddress())
                .value("port", address.getPortId())
                .value("network", address.getFloatingNetworkId())
                .value(CloudResource.ROUTER, address.getRouterId())
                .value("description", address.getDescription())
                .value("createdAt", address.getCreatedAt());
    }

    private static String route(HostRoute route) {
        return route.getDestination() + " via " + route.getNexthop();
    }

    private static CloudResourceBuilder of(Resource resource) {
        return CloudResourceBuilder.of(resource.getId(), resource.getTenantId(), resource.getName());
    }

    private static <T> List<String> texts(
            java.util.@Nullable Collection<? extends T> values, Function<T, String> text) {
        return values == null
                ? List.of()
                : values.stream().map(value -> text.apply(value)).toList();
    }
}
