package org.stackdeck.cloud.openstack.resource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;

/** Attributes of a new or changed resource, with the services' names. Omits parameters without a value. */
final class RequestAttributes {

    private final ActionRequest request;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    RequestAttributes(ActionRequest request) {
        this.request = request;
    }

    /** Returns the attributes, with null for those that the request removes. */
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
        request.value(ActionParameter.DNS)
                .ifPresent(servers -> values.put(
                        "dns_nameservers",
                        servers.equals(ActionParameter.NONE) ? List.of() : List.of(servers.split(" *, *", -1))));
        return flag("enable_dhcp", ActionParameter.DHCP);
    }

    RequestAttributes gateway() {
        request.value(ActionParameter.NETWORK)
                .ifPresent(network -> values.put("external_gateway_info", Map.of("network_id", network)));
        return this;
    }
}
