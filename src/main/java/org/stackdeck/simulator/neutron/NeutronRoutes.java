package org.stackdeck.simulator.neutron;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.SupportedRoutes;
import org.stackdeck.simulator.http.SupportedRoutes.ListParameters;

/** The paths, methods, filters (neutron_lib, {@code is_filter}) and sort keys that the simulated Neutron supports. */
final class NeutronRoutes {

    /** Query parameters of all lists. */
    private static final String COMMON =
            "limit marker page_reverse sort_key sort_dir fields id tenant_id project_id description created_at updated_at revision_number tags tags-any not-tags not-tags-any";

    /** Neutron does not refuse the methods of an object for a collection, but finds no object with the ID None. */
    private static final String COLLECTION = "GET,POST,PUT,DELETE";

    private static final String OBJECT = "GET,PUT,DELETE";

    private static final SupportedRoutes ROUTES = new SupportedRoutes(405)
            .add(
                    "floatingips",
                    COLLECTION,
                    list(
                            "distributed fixed_ip_address floating_ip_address floating_network_id port_id router_id status",
                            "fixed_ip_address floating_ip_address floating_network_id id router_id status tenant_id"))
            .add("floatingips/*", OBJECT)
            .add("floatingips/*/tags", "GET,PUT")
            .add(
                    "networks",
                    COLLECTION,
                    list(
                            "admin_state_up is_default mtu name provider:network_type provider:physical_network provider:segmentation_id router:external shared status",
                            "admin_state_up availability_zone_hints id mtu name status tenant_id"))
            .add("networks/*", OBJECT)
            .add("networks/*/tags", "GET,PUT")
            .add(
                    "ports",
                    COLLECTION,
                    list(
                            "admin_state_up binding:host_id device_id device_owner fixed_ips ip_allocation mac_address name network_id status",
                            "admin_state_up device_id device_owner id ip_allocation mac_address name network_id status tenant_id"))
            .add("ports/*", OBJECT)
            .add("ports/*/tags", "GET,PUT")
            .add(
                    "routers",
                    COLLECTION,
                    list("admin_state_up name", "admin_state_up flavor_id id name status tenant_id"))
            .add("routers/*", OBJECT)
            .add("routers/*/tags", "GET,PUT")
            .add(
                    "security-group-rules",
                    COLLECTION,
                    list(
                            "belongs_to_default_sg direction ethertype normalized_cidr port_range_max port_range_min protocol remote_address_group_id remote_group_id remote_ip_prefix security_group_id",
                            "direction ethertype id port_range_max port_range_min protocol remote_address_group_id remote_group_id remote_ip_prefix security_group_id tenant_id"))
            .add("security-group-rules/*", OBJECT)
            .add("address-groups", COLLECTION, list("name", "id name tenant_id"))
            .add("address-groups/*", OBJECT)
            .add("security-groups", COLLECTION, list("name shared", "id name tenant_id"))
            .add("security-groups/*", OBJECT)
            .add("security-groups/*/tags", "GET,PUT")
            .add(
                    "subnets",
                    COLLECTION,
                    list(
                            "cidr enable_dhcp gateway_ip ip_version ipv6_address_mode ipv6_ra_mode name network_id router:external segment_id shared subnetpool_id",
                            "cidr enable_dhcp gateway_ip id ip_version ipv6_address_mode ipv6_ra_mode name network_id segment_id subnetpool_id tenant_id"))
            .add("subnets/*", OBJECT)
            .add("subnets/*/tags", "GET,PUT")
            .add(
                    "rbac-policies",
                    COLLECTION,
                    list(
                            "object_type object_id action target_tenant",
                            "object_type object_id id tenant_id action target_tenant"))
            .add("rbac-policies/*", OBJECT)
            .add("routers/*/add_router_interface", "PUT")
            .add("routers/*/remove_router_interface", "PUT")
            .add("quotas/**", "GET")
            .add("extensions", "GET");

    private NeutronRoutes() {}

    private static ListParameters list(String filters, String sortKeys) {
        Set<String> names = new HashSet<>(List.of(COMMON.split(" ")));
        names.addAll(List.of(filters.split(" ")));
        return new ListParameters(names, Set.of(sortKeys.split(" ")));
    }

    /**
     * @throws org.stackdeck.simulator.http.ApiException if the path, the method or a list parameter is not supported
     */
    static void check(ApiRequest request, List<String> path) {
        ROUTES.check(request, path);
    }
}
