package org.stackdeck.cloud.openstack.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.networking.NetworkingService;
import org.openstack4j.model.common.Resource;
import org.openstack4j.model.network.AllowedAddressPair;
import org.openstack4j.model.network.ExternalGateway;
import org.openstack4j.model.network.HostRoute;
import org.openstack4j.model.network.IP;
import org.openstack4j.model.network.NetFloatingIP;
import org.openstack4j.model.network.Network;
import org.openstack4j.model.network.Port;
import org.openstack4j.model.network.Router;
import org.openstack4j.model.network.State;
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
 * Reads Neutron's resources. Uses openstack4j, except for the addresses of servers and for security groups, whose rules
 * have no address groups in openstack4j.
 */
final class NeutronResourceReader {

    private static final long BYTES_PER_ADDRESS = 200;
    private static final String SECURITY_GROUPS = "/v2.0/security-groups";

    private final AuthenticatedServiceClient neutron;

    NeutronResourceReader(AuthenticatedServiceClient neutron) {
        this.neutron = neutron;
    }

    /** Lists all resources to which the credential has access. */
    List<CloudResourceBuilder> list(ResourceKind kind) {
        if (kind == ResourceKind.SECURITY_GROUP) {
            return ResponseFields.required(
                            ServiceJson.read(neutron.get(SECURITY_GROUPS, Map.of()), NeutronDtos.SecurityGroups.class)
                                    .groups())
                    .stream()
                    .map(NeutronResourceReader::securityGroup)
                    .toList();
        }
        return OpenStack4jTemplate.call(neutron, client -> read(kind, client.networking()));
    }

    /**
     * Returns the resource; empty for an empty response.
     *
     * @throws CloudException NOT_FOUND if the resource does not exist or the credential has no access to it
     */
    Optional<CloudResourceBuilder> find(ResourceKind kind, String id) {
        return kind == ResourceKind.SECURITY_GROUP
                ? Optional.of(securityGroup(readSecurityGroup(id)))
                : OpenStack4jTemplate.call(neutron, client -> read(kind, id, client.networking()));
    }

    private NeutronDtos.SecurityGroupBody readSecurityGroup(String id) {
        return readSecurityGroup(id, "");
    }

    /** @throws CloudException NOT_FOUND if the group does not exist */
    Optional<String> findProjectOfSecurityGroup(String id) {
        return Optional.ofNullable(readSecurityGroup(id, "?fields=project_id").projectId());
    }

    private NeutronDtos.SecurityGroupBody readSecurityGroup(String id, String query) {
        return ResponseFields.required(ServiceJson.read(
                        neutron.get(SECURITY_GROUPS + "/" + ServiceRequest.encodePathSegment(id) + query, Map.of()),
                        NeutronDtos.SecurityGroupEnvelope.class)
                .group());
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
     */
    Map<ServerId, Set<AssignedAddress>> serverAddresses() {
        List<NeutronDtos.PortBody> ports = ResponseFields.required(ServiceJson.read(
                        neutron.get(
                                "/v2.0/ports?fields=id&fields=project_id&fields=device_id&fields=device_owner&fields=fixed_ips",
                                Map.of()),
                        NeutronDtos.Ports.class)
                .ports());
        List<NeutronDtos.FloatingIpBody> floatingIps = ResponseFields.required(ServiceJson.read(
                        neutron.get(
                                "/v2.0/floatingips?fields=port_id&fields=fixed_ip_address&fields=floating_ip_address",
                                Map.of()),
                        NeutronDtos.FloatingIps.class)
                .floatingIps());
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

    /** Loads a resource. Returns empty for an empty response, for which openstack4j returns null. */
    private static Optional<CloudResourceBuilder> read(ResourceKind kind, String id, NetworkingService networking) {
        return switch (kind) {
            case NETWORK -> Optional.ofNullable(networking.network().get(id)).map(NeutronResourceReader::network);
            case SUBNET -> Optional.ofNullable(networking.subnet().get(id)).map(NeutronResourceReader::subnet);
            case PORT -> Optional.ofNullable(networking.port().get(id)).map(NeutronResourceReader::port);
            case ROUTER -> Optional.ofNullable(networking.router().get(id)).map(NeutronResourceReader::router);
            case FLOATING_IP ->
                Optional.ofNullable(networking.floatingip().get(id)).map(NeutronResourceReader::floatingIp);
            default -> throw new IllegalArgumentException("openstack4j does not read " + kind);
        };
    }

    private static List<CloudResourceBuilder> read(ResourceKind kind, NetworkingService networking) {
        List<CloudResourceBuilder> found = new ArrayList<>();
        switch (kind) {
            case NETWORK -> networking.network().list().forEach(network -> found.add(network(network)));
            case SUBNET -> networking.subnet().list().forEach(subnet -> found.add(subnet(subnet)));
            case PORT -> networking.port().list().forEach(port -> found.add(port(port)));
            case ROUTER -> networking.router().list().forEach(router -> found.add(router(router)));
            case FLOATING_IP -> networking.floatingip().list().forEach(address -> found.add(floatingIp(address)));
            default -> throw new IllegalArgumentException("openstack4j does not read " + kind);
        }
        return found;
    }

    /**
     * Converts a network. Neutron's field {@code shared} refers to the project of the credential and does not mean that
     * other projects can use the network.
     */
    private static CloudResourceBuilder network(Network network) {
        return of(network)
                .published(network.isRouterExternal())
                .value("status", text(network.getStatus()))
                .value("subnets", network.getSubnets())
                .value("external", network.isRouterExternal())
                .value("shared", network.isShared())
                .value("mtu", network.getMTU())
                .value("adminStateUp", network.isAdminStateUp());
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

    private static CloudResourceBuilder port(Port port) {
        return of(port).value("status", text(port.getState()))
                .value("fixedIps", texts(port.getFixedIps(), IP::getIpAddress))
                .value("network", port.getNetworkId())
                .value(
                        "subnets",
                        texts(port.getFixedIps(), IP::getSubnetId).stream()
                                .distinct()
                                .sorted()
                                .toList())
                .value("device", port.getDeviceId())
                .value(CloudResource.ROUTER, isOfRouter(port) ? port.getDeviceId() : null)
                .value("deviceOwner", port.getDeviceOwner())
                .value("macAddress", port.getMacAddress())
                .value("securityGroups", port.getSecurityGroups())
                .value(
                        "allowedAddressPairs",
                        texts(port.getAllowedAddressPairs(), pair -> addressPair(pair, port.getMacAddress())))
                .value("portSecurityEnabled", port.isPortSecurityEnabled())
                .value("adminStateUp", port.isAdminStateUp());
    }

    private static boolean isOfRouter(Port port) {
        String owner = String.valueOf(port.getDeviceOwner());
        return owner.startsWith("network:router_") || owner.startsWith("network:ha_router_");
    }

    private static CloudResourceBuilder router(Router router) {
        ExternalGateway gateway = router.getExternalGatewayInfo();
        return of(router)
                .value("status", text(router.getStatus()))
                .value("externalNetwork", gateway == null ? null : gateway.getNetworkId())
                .value("routes", texts(router.getRoutes(), NeutronResourceReader::route))
                .value("adminStateUp", router.isAdminStateUp());
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

    private static CloudResourceBuilder securityGroup(NeutronDtos.SecurityGroupBody group) {
        return CloudResourceBuilder.of(ResponseFields.required(group.id()), group.projectId(), group.name())
                .value("description", group.description())
                .value(
                        "rules",
                        group.rulesOrNone().stream()
                                .map(rule -> rule.toRule().toString())
                                .toList());
    }

    /** Returns the IP address, with the MAC address if it is not that of the port. */
    private static String addressPair(AllowedAddressPair pair, @Nullable String portMac) {
        String mac = pair.getMacAddress();
        return mac == null || mac.equals(portMac) ? pair.getIpAddress() : pair.getIpAddress() + " " + mac;
    }

    private static String route(HostRoute route) {
        return route.getDestination() + " via " + route.getNexthop();
    }

    private static CloudResourceBuilder of(Resource resource) {
        return CloudResourceBuilder.of(resource.getId(), resource.getTenantId(), resource.getName());
    }

    private static @Nullable String text(@Nullable State state) {
        return state == null ? null : state.name().toUpperCase(Locale.ROOT);
    }

    private static <T> List<String> texts(
            java.util.@Nullable Collection<? extends T> values, java.util.function.Function<T, String> text) {
        return values == null
                ? List.of()
                : values.stream().map(value -> text.apply(value)).toList();
    }
}
