package org.stackdeck.cloud.openstack.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceRequest;
import org.stackdeck.cloud.resource.CloudResource;

/** The fields of Neutron's responses (Networking API v2.0) that Stackdeck reads. */
final class NeutronDtos {

    private NeutronDtos() {}

    /**
     * Returns a query that selects the fields of a body. Neutron spends most of the time for a list of ports on fields
     * that Stackdeck does not read.
     */
    static String selectFields(Class<? extends NeutronCollection.Body> body) {
        return Stream.of(body.getRecordComponents())
                .map(component -> {
                    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
                    return "fields="
                            + ServiceRequest.encodePathSegment(named == null ? component.getName() : named.value());
                })
                .collect(Collectors.joining("&", "?", ""));
    }

    record NetworkBody(
            @Nullable String id,
            @Nullable String name,
            @JsonProperty("project_id") @Nullable String projectId,
            boolean shared,
            @JsonProperty("router:external") boolean external,
            @Nullable String status,
            @Nullable String description,
            @Nullable List<String> subnets,
            @Nullable Integer mtu,
            @JsonProperty("admin_state_up") @Nullable Boolean adminStateUp,
            @Nullable List<String> tags)
            implements NeutronCollection.Body {

        /**
         * Returns the resource. Neutron's field {@code shared} refers to the project of the credential and does not
         * mean that other projects can use the network.
         */
        @Override
        public CloudResourceBuilder toResource() {
            return CloudResourceBuilder.of(ResponseFields.required(id), projectId, name)
                    .published(external)
                    .value("status", status)
                    .value("subnets", subnets)
                    .value("external", external)
                    .value("shared", shared)
                    .value("description", description)
                    .value("mtu", mtu)
                    .value("adminStateUp", adminStateUp)
                    .tags(tags);
        }
    }

    record RouterBody(
            @Nullable String id,
            @Nullable String name,
            @JsonProperty("project_id") @Nullable String projectId,
            @Nullable String status,
            @Nullable String description,
            @JsonProperty("external_gateway_info") @Nullable GatewayBody gateway,
            @Nullable List<RouteBody> routes,
            @JsonProperty("admin_state_up") @Nullable Boolean adminStateUp,
            @Nullable List<String> tags)
            implements NeutronCollection.Body {

        @Override
        public CloudResourceBuilder toResource() {
            return CloudResourceBuilder.of(ResponseFields.required(id), projectId, name)
                    .value("status", status)
                    .value("externalNetwork", gateway == null ? null : gateway.network())
                    .value("description", description)
                    .value("routes", texts(routes, RouteBody::toText))
                    .value("adminStateUp", adminStateUp)
                    .tags(tags);
        }
    }

    record SubnetBody(
            @Nullable String id,
            @Nullable String name,
            @JsonProperty("project_id") @Nullable String projectId,
            @JsonProperty("network_id") @Nullable String networkId,
            @Nullable String cidr,
            @JsonProperty("gateway_ip") @Nullable String gateway,
            @JsonProperty("enable_dhcp") @Nullable Boolean dhcp,
            @JsonProperty("ip_version") @Nullable Integer ipVersion,
            @JsonProperty("dns_nameservers") @Nullable List<String> dns,
            @JsonProperty("allocation_pools") @Nullable List<PoolBody> pools,
            @JsonProperty("host_routes") @Nullable List<RouteBody> hostRoutes,
            @Nullable List<String> tags)
            implements NeutronCollection.Body {

        @Override
        public CloudResourceBuilder toResource() {
            return CloudResourceBuilder.of(ResponseFields.required(id), projectId, name)
                    .value("network", networkId)
                    .value("cidr", cidr)
                    .value("gateway", gateway)
                    .value("dhcp", dhcp)
                    .value("ipVersion", ipVersion == null ? null : "IPv" + ipVersion)
                    .value("dns", dns)
                    .value("pools", texts(pools, pool -> pool.start() + "-" + pool.end()))
                    .value("hostRoutes", texts(hostRoutes, RouteBody::toText))
                    .tags(tags);
        }
    }

    record PoolBody(@Nullable String start, @Nullable String end) {}

    record GatewayBody(@JsonProperty("network_id") @Nullable String network) {}

    record RouteBody(
            @Nullable String destination,
            @JsonProperty("nexthop") @Nullable String nextHop) {

        String toText() {
            return destination + " via " + nextHop;
        }
    }

    /** @param target a project, or {@code *} for all */
    record PolicyBody(
            @JsonProperty("object_id") @Nullable String objectId,
            @JsonProperty("target_tenant") @Nullable String target) {}

    private static <T> List<String> texts(@Nullable List<T> values, Function<T, String> text) {
        return values == null ? List.of() : values.stream().map(text).toList();
    }

    record PortBody(
            @Nullable String id,
            @JsonProperty("project_id") @Nullable String projectId,
            @JsonProperty("device_id") @Nullable String deviceId,
            @JsonProperty("device_owner") @Nullable String deviceOwner,
            @JsonProperty("network_id") @Nullable String networkId,
            @JsonProperty("mac_address") @Nullable String mac,
            @JsonProperty("fixed_ips") @Nullable List<FixedIp> fixedIps,
            @JsonProperty("security_groups") @Nullable List<String> securityGroups,
            @JsonProperty("port_security_enabled") @Nullable Boolean portSecurity,
            @Nullable String name,
            @Nullable String status,
            @Nullable String description,
            @JsonProperty("allowed_address_pairs") @Nullable List<AddressPairBody> addressPairs,
            @JsonProperty("admin_state_up") @Nullable Boolean adminStateUp,
            @Nullable List<String> tags)
            implements NeutronCollection.Body {

        @Override
        public CloudResourceBuilder toResource() {
            return CloudResourceBuilder.of(ResponseFields.required(id), projectId, name)
                    .value("status", status)
                    .value("fixedIps", ips())
                    .value("network", networkId)
                    .value("subnets", subnets())
                    .value("device", deviceId)
                    .value(CloudResource.ROUTER, isOfRouter() ? deviceId : null)
                    .value("deviceOwner", deviceOwner)
                    .value("description", description)
                    .value("macAddress", mac)
                    .value("securityGroups", securityGroups)
                    .value("allowedAddressPairs", texts(addressPairs, pair -> pair.toText(mac)))
                    .value("portSecurityEnabled", portSecurity)
                    .value("adminStateUp", adminStateUp)
                    .tags(tags);
        }

        private List<String> subnets() {
            return fixedIps == null
                    ? List.of()
                    : fixedIps.stream()
                            .map(FixedIp::subnet)
                            .filter(subnet -> subnet != null)
                            .distinct()
                            .sorted()
                            .toList();
        }

        private boolean isOfRouter() {
            return deviceOwner != null
                    && (deviceOwner.startsWith("network:router_") || deviceOwner.startsWith("network:ha_router_"));
        }

        Optional<ServerId> server() {
            return isServer(deviceOwner) ? ServerId.parse(deviceId) : Optional.empty();
        }

        ProjectId project() {
            return new ProjectId(ResponseFields.required(projectId));
        }

        /**
         * Returns whether Neutron filters the traffic of the port. Clouds without the extension for port security
         * filter the traffic of all ports.
         */
        boolean isFiltered() {
            return !Boolean.FALSE.equals(portSecurity);
        }

        List<String> groups() {
            return securityGroups == null ? List.of() : securityGroups;
        }

        List<String> ips() {
            return fixedIps == null
                    ? List.of()
                    : fixedIps.stream()
                            .map(FixedIp::ip)
                            .filter(ip -> ip != null)
                            .toList();
        }
    }

    record AddressPairBody(
            @JsonProperty("ip_address") @Nullable String ip,
            @JsonProperty("mac_address") @Nullable String mac) {

        /** Returns the IP address, with the MAC address if it is not that of the port. */
        String toText(@Nullable String portMac) {
            return mac == null || mac.equals(portMac) ? String.valueOf(ip) : ip + " " + mac;
        }
    }

    record FixedIp(
            @JsonProperty("ip_address") @Nullable String ip,
            @JsonProperty("subnet_id") @Nullable String subnet) {}

    record FloatingIpBody(
            @Nullable String id,
            @JsonProperty("floating_ip_address") @Nullable String ip,
            @JsonProperty("fixed_ip_address") @Nullable String fixedIp,
            @JsonProperty("project_id") @Nullable String projectId,
            @JsonProperty("port_id") @Nullable String portId,
            @JsonProperty("revision_number") @Nullable Integer revision,
            @JsonProperty("floating_network_id") @Nullable String networkId,
            @JsonProperty("router_id") @Nullable String routerId,
            @JsonProperty("port_details") @Nullable PortDetailsBody portDetails,
            @Nullable String status,
            @Nullable String description,
            @JsonProperty("created_at") @Nullable String createdAt,
            @Nullable List<String> tags)
            implements NeutronCollection.Body {

        @Override
        public CloudResourceBuilder toResource() {
            return CloudResourceBuilder.of(ResponseFields.required(id), projectId, ip)
                    .value("status", status)
                    .value("fixedIp", fixedIp)
                    .value("server", portDetails == null ? null : portDetails.server())
                    .value("port", portId)
                    .value("network", networkId)
                    .value(CloudResource.ROUTER, routerId)
                    .value("description", description)
                    .value("createdAt", CloudResourceBuilder.time(createdAt))
                    .tags(tags);
        }
    }

    /** The device of the port of a floating IP, from the extension {@code fip-port-details}. */
    record PortDetailsBody(
            @JsonProperty("device_id") @Nullable String deviceId,
            @JsonProperty("device_owner") @Nullable String deviceOwner) {

        @Nullable
        String server() {
            return isServer(deviceOwner) ? deviceId : null;
        }
    }

    private static boolean isServer(@Nullable String deviceOwner) {
        return deviceOwner != null && deviceOwner.startsWith("compute:");
    }
}
