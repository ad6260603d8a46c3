package org.stackdeck.simulator.neutron;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SubnetRange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The attributes that requests to the simulated Neutron can contain (neutron_lib, {@code RESOURCE_ATTRIBUTE_MAP}). All
 * other attributes are refused, as well as values without a simulated effect.
 */
final class NeutronAttributes {

    /** Marks attributes of requests that create an object. */
    private static final char CREATE = '+';

    /** Marks attributes of requests that change an object. */
    private static final char UPDATE = '=';

    /** Marks attributes that only administrators can set. The simulator refuses them. */
    private static final char ADMINISTRATOR = '!';

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");

    /** Attributes with flags, in requests and in filters. */
    private static final Set<String> FLAGS = Set.of(
            "admin_state_up",
            "shared",
            "router:external",
            "enable_dhcp",
            "port_security_enabled",
            "is_default",
            "stateful",
            "belongs_to_default_sg");

    private static final String OWNER = " project_id/project+ tenant_id/project+";

    private static final Map<String, Map<String, String>> ATTRIBUTES = Map.of(
            "networks",
                    parse(
                            "name/text+= description/text+= admin_state_up/flag+= port_security_enabled/flag+= mtu/number+= "
                                    + "shared/flag+=! router:external/flag+=! is_default/flag+=! provider:network_type/text+=! "
                                    + "provider:physical_network/text+=! provider:segmentation_id/number+=! "
                                    + "availability_zone_hints/empty+"),
            "subnets",
                    parse("network_id/id+ name/text+= description/text+= ip_version/version+ cidr/range+ "
                            + "gateway_ip/address+= enable_dhcp/flag+= allocation_pools/list+= host_routes/list+= "
                            + "dns_nameservers/addresses+= ipv6_ra_mode/mode+ ipv6_address_mode/mode+ "
                            + "service_types/list+= segment_id/none+ subnetpool_id/none+ use_default_subnetpool/off+"),
            "ports",
                    parse("network_id/id+ name/text+= description/text+= admin_state_up/on+= security_groups/list+= "
                            + "fixed_ips/list+= mac_address/mac+=! allowed_address_pairs/list+= "
                            + "port_security_enabled/flag+= binding:vnic_type/text+= device_id/empty+= "
                            + "device_owner/empty+= extra_dhcp_opts/empty+= binding:host_id/text+=! "
                            + "binding:profile/text+=!"),
            "routers",
                    parse(
                            "name/text+= description/text+= admin_state_up/flag+= external_gateway_info/gateway+= routes/list= "
                                    + "distributed/flag+=! ha/flag+=! availability_zone_hints/empty+ flavor_id/none+"),
            "floatingips",
                    parse("floating_network_id/id+ description/text+= port_id/optional-id+= fixed_ip_address/address+= "
                            + "subnet_id/optional-id+ floating_ip_address/address+!"),
            "address-groups", parse("name/text+= description/text+= addresses/ranges+"),
            "security-groups", parse("name/text+= description/text+= stateful/on+="),
            "security-group-rules",
                    parse("security_group_id/id+ direction/direction+ ethertype/ethertype+ protocol/protocol+ "
                            + "port_range_min/number+ port_range_max/number+ remote_ip_prefix/prefix+ "
                            + "remote_group_id/optional-id+ remote_address_group_id/none+ description/text+"));

    private NeutronAttributes() {}

    private static Map<String, String> parse(String attributes) {
        Map<String, String> parsed = new HashMap<>();
        for (String attribute : (attributes + OWNER).split(" ", -1)) {
            int slash = attribute.lastIndexOf('/');
            parsed.put(attribute.substring(0, slash), attribute.substring(slash + 1));
        }
        return Map.copyOf(parsed);
    }

    /**
     * Checks the attributes of the body and returns them with the types that Neutron stores.
     *
     * @param body document with the object as its only member
     * @throws NeutronException 400 or 403 if Neutron would refuse an attribute, or if the simulator does not support it
     */
    static ObjectNode check(String collection, Token token, String member, JsonNode body, boolean creates) {
        JsonNode wanted = body.path(member);
        if (!wanted.isObject()) {
            throw invalid("Resource '%s' is not an object".formatted(member));
        }
        Map<String, String> known = ATTRIBUTES.getOrDefault(collection, Map.of());
        ObjectNode checked = Json.object();
        wanted.propertyStream().forEach(attribute -> {
            String name = attribute.getKey();
            String type = known.get(name);
            if (type == null) {
                throw invalid("Unrecognized attribute(s) '%s'".formatted(name));
            }
            if (type.indexOf(creates ? CREATE : UPDATE) < 0) {
                throw invalid(
                        creates
                                ? "Attribute '%s' not allowed in POST".formatted(name)
                                : "Cannot update read-only attribute %s".formatted(name));
            }
            JsonNode value = convert(type.replaceAll("[+=!]", ""), name, attribute.getValue(), token);
            if (type.indexOf(ADMINISTRATOR) >= 0 && !value.isNull() && !value.equals(BooleanNode.FALSE)) {
                throw new NeutronException(
                        403,
                        "PolicyNotAuthorized",
                        "rule:%s_%s is disallowed by policy".formatted(creates ? "create" : "update", member));
            }
            if (!type.startsWith("project") || collection.equals("security-group-rules")) {
                checked.set(name, value);
            }
        });
        return Json.object().set(member, checked);
    }

    private static JsonNode convert(String type, String name, JsonNode value, Token token) {
        boolean isValid = switch (type) {
            case "text" -> value.isString() && value.asString().length() <= 255;
            case "flag" -> flag(value) != null;
            case "on" -> Boolean.TRUE.equals(flag(value));
            case "off" -> Boolean.FALSE.equals(flag(value));
            case "number" ->
                value.isNull()
                        || value.isInt()
                        || PORT.matcher(value.asString("")).matches();
            case "version" -> value.isInt() && (value.asInt() == 4 || value.asInt() == 6);
            case "list" -> value.isArray();
            case "empty" ->
                value.isEmpty() && (!value.isString() || value.asString().isEmpty());
            case "none" -> value.isNull();
            case "id" -> UUID.matcher(value.asString("")).matches();
            case "optional-id" ->
                value.isNull() || UUID.matcher(value.asString("")).matches();
            case "mac" -> MAC.matcher(value.asString("")).matches();
            case "address" -> value.isNull() || SubnetRange.isAddress(value.asString(""));
            case "addresses" ->
                value.isArray() && value.valueStream().allMatch(one -> SubnetRange.isAddress(one.asString("")));
            case "range" -> SubnetRange.parse(value.asString("")).isPresent();
            case "ranges" -> isListOfRanges(value);
            case "prefix" ->
                value.isNull()
                        || SubnetRange.isAddress(value.asString(""))
                        || SubnetRange.parse(value.asString("")).isPresent();
            case "mode" ->
                value.isNull()
                        || List.of("slaac", "dhcpv6-stateful", "dhcpv6-stateless")
                                .contains(value.asString(""));
            case "gateway" -> value.isNull() || value.isObject();
            case "direction" -> List.of("ingress", "egress").contains(value.asString(""));
            case "ethertype" -> isEtherType(value);
            case "protocol" -> value.isNull() || IpProtocols.isKnown(value.asString(""));
            case "project" -> isAllowedProject(value.asString(""), token);
            default -> throw new IllegalStateException(type);
        };
        if (!isValid) {
            throw invalid("Invalid input for %s. Reason: '%s' is not valid.".formatted(name, value.asString("")));
        }
        return switch (type) {
            case "flag" -> BooleanNode.valueOf(Boolean.TRUE.equals(flag(value)));
            case "range" -> normalizedRange(value);
            case "ranges" ->
                Json.array(value.valueStream()
                        .map(one -> normalizedRange(one).asString())
                        .toList());
            case "number" -> value.isString() ? IntNode.valueOf(Integer.parseInt(value.asString())) : value;
            default -> value;
        };
    }

    /** Returns whether the value is a list of different ranges. */
    private static boolean isListOfRanges(JsonNode value) {
        return value.isArray()
                && value.valueStream()
                        .allMatch(one -> SubnetRange.parse(one.asString("")).isPresent())
                && value.valueStream().distinct().count() == value.size();
    }

    private static JsonNode normalizedRange(JsonNode value) {
        return SubnetRange.parse(value.asString(""))
                .<JsonNode>map(range -> StringNode.valueOf(range.text()))
                .orElse(value);
    }

    /** Returns the value of a flag as in Neutron; null if the value is invalid. */
    static @Nullable Boolean flag(JsonNode value) {
        return switch (value.asString("").toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }

    private static boolean isAllowedProject(String id, Token token) {
        SimulatedProject own = token.project();
        return token.hasRole(Role.ADMIN) || (own != null && own.id().equals(id));
    }

    /**
     * Checks the value of a filter.
     *
     * @throws NeutronException 400 if Neutron would refuse the value
     */
    static void checkFilter(String collection, String attribute, String value) {
        StringNode given = StringNode.valueOf(value);
        String type = ATTRIBUTES.getOrDefault(collection, Map.of()).getOrDefault(attribute, "");
        boolean isValid = FLAGS.contains(attribute)
                ? flag(given) != null
                : switch (type.replaceAll("[+=!]", "")) {
                    case "number" -> PORT.matcher(value).matches();
                    case "version" -> value.equals("4") || value.equals("6");
                    case "range" -> SubnetRange.parse(value).isPresent();
                    case "ethertype" -> isEtherType(given);
                    case "protocol" -> IpProtocols.isKnown(value);
                    case "prefix" -> value.isEmpty() || SubnetRange.parse(value).isPresent();
                    default -> true;
                };
        if (!isValid) {
            throw new NeutronException(
                    400, "InvalidInput", "Invalid input for operation: '%s' is not valid.".formatted(value));
        }
    }

    private static boolean isEtherType(JsonNode value) {
        return List.of("ipv4", "ipv6").contains(value.asString("").toLowerCase(Locale.ROOT));
    }

    private static NeutronException invalid(String message) {
        return new NeutronException(400, "HTTPBadRequest", message);
    }
}
