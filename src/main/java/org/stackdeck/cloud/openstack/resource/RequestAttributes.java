package org.stackdeck.cloud.openstack.resource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;

/** Attributes of a new or changed resource, with the names that the services use. Omits parameters without a value. */
final class RequestAttributes {

    private final ActionRequest request;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    RequestAttributes(ActionRequest request) {
        this.request = request;
    }

    /** Returns the attributes by name. The value null removes an attribute. */
    Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }

    RequestAttributes value(String field, Object value) {
        values.put(field, value);
        return this;
    }

    RequestAttributes text(String field, ActionParameter parameter) {
        request.value(parameter).ifPresent(text -> values.put(field, text));
        return this;
    }

    RequestAttributes name() {
        return text("name", ActionParameter.NAME);
    }

    RequestAttributes number(String field, ActionParameter parameter) {
        request.value(parameter).ifPresent(text -> values.put(field, Integer.parseInt(text)));
        return this;
    }

    RequestAttributes flag(String field, ActionParameter parameter) {
        request.value(parameter).ifPresent(text -> values.put(field, Boolean.valueOf(text)));
        return this;
    }

    /** Adds the formats of a new image and its visibility. */
    RequestAttributes format() {
        return text("disk_format", ActionParameter.DISK_FORMAT)
                .value(
                        "container_format",
                        request.value(ActionParameter.CONTAINER_FORMAT).orElse("bare"))
                .value("visibility", request.value(ActionParameter.VISIBILITY).orElse("private"));
    }

    RequestAttributes port() {
        return list("fixed_ips", ActionParameter.FIXED_IPS, address -> Map.of("ip_address", address))
                .list("security_groups", ActionParameter.SECURITY_GROUPS, group -> group)
                .list("allowed_address_pairs", ActionParameter.ALLOWED_ADDRESS_PAIRS, RequestAttributes::addressPair)
                .flag("port_security_enabled", ActionParameter.PORT_SECURITY);
    }

    /** Adds the address range of a new subnet, and its options. */
    RequestAttributes subnet() {
        String cidr = request.requiredValue(ActionParameter.CIDR);
        values.put("cidr", cidr);
        values.put("ip_version", cidr.contains(":") ? 6 : 4);
        return subnetOptions();
    }

    RequestAttributes subnetOptions() {
        request.value(ActionParameter.GATEWAY)
                .ifPresent(gateway -> values.put("gateway_ip", gateway.equals(ActionParameter.NONE) ? null : gateway));
        return list("dns_nameservers", ActionParameter.DNS, server -> server)
                .list("allocation_pools", ActionParameter.POOLS, pool -> pair("start", "end", pool, "-"))
                .list("host_routes", ActionParameter.HOST_ROUTES, RequestAttributes::route)
                .flag("enable_dhcp", ActionParameter.DHCP);
    }

    /** @param item converts an item of the list */
    RequestAttributes list(String field, ActionParameter parameter, Function<String, Object> item) {
        request.value(parameter)
                .ifPresent(list -> values.put(
                        field, ActionParameter.items(list).stream().map(item).toList()));
        return this;
    }

    static Object route(String text) {
        return pair("destination", "nexthop", text, " via ");
    }

    private static Object addressPair(String text) {
        return pair("ip_address", "mac_address", text, " ");
    }

    /**
     * Returns an object with both parts of the text, or with only the first if the text does not contain the separator.
     */
    private static Map<String, String> pair(String first, String second, String text, String separator) {
        int end = text.indexOf(separator);
        return end < 0
                ? Map.of(first, text)
                : Map.of(
                        first,
                        text.substring(0, end).strip(),
                        second,
                        text.substring(end + separator.length()).strip());
    }

    RequestAttributes gateway() {
        request.value(ActionParameter.NETWORK)
                .ifPresent(network -> values.put("external_gateway_info", Map.of("network_id", network)));
        return this;
    }
}
