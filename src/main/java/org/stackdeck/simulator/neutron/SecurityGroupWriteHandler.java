package org.stackdeck.simulator.neutron;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.SecurityGroup;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.NetworkStore;
import org.stackdeck.simulator.state.QuotaStore;
import org.stackdeck.simulator.state.SecurityGroupStore;
import org.stackdeck.simulator.support.SubnetRange;
import tools.jackson.databind.JsonNode;

/** Creates, changes and deletes security groups and their rules. */
final class SecurityGroupWriteHandler {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";

    /** Protocols that Neutron replaces with {@code ipv6-icmp} in IPv6 rules. */
    private static final Set<String> ICMP = Set.of("icmp", "icmpv6", "1", "58");

    private static final Map<String, String> NUMBERS = Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "ipv6-icmp");

    private final SecurityGroupStore store;
    private final NetworkStore networks;
    private final QuotaStore quotaStore;

    SecurityGroupWriteHandler(CloudState cloud) {
        this.store = cloud.securityGroups();
        this.networks = cloud.networks();
        this.quotaStore = cloud.quotas();
    }

    String create(SimulatedProject project, JsonNode wanted) {
        String name = wanted.path("name").asString("");
        requireOtherName(name);
        NeutronWriteHandler.checkQuota(
                quotaStore, project, "security_group", store.of(project).size());
        return store.create(project, name, wanted.path("description").asString(""))
                .id();
    }

    private static void requireOtherName(String name) {
        if (name.equalsIgnoreCase(SecurityGroupStore.DEFAULT)) {
            throw new NeutronException(
                    409, "SecurityGroupDefaultAlreadyExists", "Default security group already exists.");
        }
    }

    void update(Token token, String id, JsonNode wanted) {
        SecurityGroup group = group(token, id);
        if (group.name().equals(SecurityGroupStore.DEFAULT) && wanted.has("name")) {
            throw new NeutronException(
                    409, "SecurityGroupCannotUpdateDefault", "Updating default security group not allowed.");
        }
        requireOtherName(wanted.path("name").asString(""));
        store.add(new SecurityGroup(
                id,
                wanted.path("name").asString(group.name()),
                wanted.path("description").asString(group.description()),
                group.project(),
                group.rules()));
    }

    void delete(Token token, String id) {
        SecurityGroup group = group(token, id);
        if (group.name().equals(SecurityGroupStore.DEFAULT)) {
            throw new NeutronException(
                    409,
                    "SecurityGroupCannotRemoveDefault",
                    "Insufficient rights for removing default security group.");
        }
        if (networks.ports().stream().anyMatch(port -> port.port().groups().contains(id))) {
            throw new NeutronException(409, "SecurityGroupInUse", "Security Group " + id + " in use.");
        }
        store.remove(id);
    }

    List<String> addRules(Token token, JsonNode wanted) {
        List<SecurityGroup> before = store.all();
        try {
            return wanted.valueStream().map(rule -> addRule(token, rule)).toList();
        } catch (NeutronException e) {
            before.forEach(store::add);
            throw e;
        }
    }

    String addRule(Token token, JsonNode wanted) {
        SecurityGroup group = group(token, wanted.path("security_group_id").asString(""));
        String direction = wanted.path("direction").asString("");
        if (direction.isEmpty()) {
            throw new NeutronException(
                    400, "HTTPBadRequest", "Failed to parse request. Required attribute 'direction' not specified");
        }
        String etherType = wanted.path("ethertype").asString("IPv4").equalsIgnoreCase("IPv6") ? "IPv6" : "IPv4";
        String prefix = prefix(text(wanted, "remote_ip_prefix"), etherType);
        Integer from = number(wanted, "port_range_min");
        Integer to = number(wanted, "port_range_max");
        String protocol = text(wanted, "protocol");
        checkRemoteGroup(token, wanted);
        boolean icmp = ICMP.contains(String.valueOf(protocol)) || "ipv6-icmp".equals(protocol);
        if (icmp) {
            checkIcmp(from, to);
        } else if ((from == null) != (to == null)) {
            throw new NeutronException(
                    400,
                    "SecurityGroupInvalidPortRange",
                    "For TCP/UDP protocols, port_range_min must be <= port_range_max");
        }
        if (from != null && protocol == null) {
            throw new NeutronException(
                    400,
                    "SecurityGroupProtocolRequiredWithPorts",
                    "Must also specify protocol if port range is given.");
        }
        if (!icmp && from != null && to != null && (from > to || to > 65_535)) {
            throw new NeutronException(
                    400,
                    "SecurityGroupInvalidPortRange",
                    "For TCP/UDP protocols, port_range_min must be <= port_range_max");
        }
        boolean allPorts =
                !icmp && from != null && from <= 1 && Integer.valueOf(65_535).equals(to);
        SecurityGroup.Rule rule = new SecurityGroup.Rule(
                UUID.randomUUID().toString(),
                project(token, group, wanted),
                direction,
                etherType,
                etherType.equals("IPv6") && ICMP.contains(String.valueOf(protocol)) ? "ipv6-icmp" : protocol,
                allPorts ? null : from,
                allPorts ? null : to,
                prefix,
                text(wanted, "remote_group_id"),
                wanted.path("description").asString(""));
        group.rules().stream().filter(other -> isSame(other, rule)).findFirst().ifPresent(other -> {
            throw new NeutronException(
                    409,
                    "SecurityGroupRuleExists",
                    "Security group rule already exists. Rule id is " + other.id() + ".");
        });
        NeutronWriteHandler.checkQuota(
                quotaStore,
                rule.project(),
                "security_group_rule",
                networks.usage(rule.project()).getOrDefault("security_group_rule", 0));
        List<SecurityGroup.Rule> rules = new ArrayList<>(group.rules());
        rules.add(rule);
        store.add(group.withRules(rules));
        return rule.id();
    }

    private void checkRemoteGroup(Token token, JsonNode wanted) {
        String remote = text(wanted, "remote_group_id");
        if (remote == null) {
            return;
        }
        if (text(wanted, "remote_ip_prefix") != null) {
            throw new NeutronException(
                    400,
                    "SecurityGroupMultipleRemoteEntitiesAtOnce",
                    "Only remote_ip_prefix or remote_group_id may be provided.");
        }
        group(token, remote);
    }

    private static void checkIcmp(@Nullable Integer type, @Nullable Integer code) {
        if ((type != null && type > 255) || (code != null && (code > 255 || type == null))) {
            throw new NeutronException(
                    400,
                    "SecurityGroupInvalidIcmpValue",
                    "Invalid value for ICMP type or code. It must be in the range 0 to 255.");
        }
    }

    /**
     * Returns the project of the rule. Without a project in the request, Neutron assigns the rule to the token's
     * project instead of the group's project.
     */
    private static SimulatedProject project(Token token, SecurityGroup group, JsonNode wanted) {
        SimulatedProject requester = token.project();
        return requester == null
                        || wanted.path("project_id")
                                .asString("")
                                .equals(group.project().id())
                ? group.project()
                : requester;
    }

    void removeRule(Token token, String id) {
        SecurityGroup group = store.all().stream()
                .filter(candidate -> isOwn(token, candidate)
                        && candidate.rules().stream().anyMatch(rule -> rule.id().equals(id)))
                .findFirst()
                .orElseThrow(() -> new NeutronException(
                        404, "SecurityGroupRuleNotFound", "Security group rule " + id + " does not exist"));
        store.add(group.withRules(
                group.rules().stream().filter(rule -> !rule.id().equals(id)).toList()));
    }

    private static boolean isSame(SecurityGroup.Rule one, SecurityGroup.Rule other) {
        return one.direction().equals(other.direction())
                && one.ethertype().equals(other.ethertype())
                && Objects.equals(protocolName(one), protocolName(other))
                && Objects.equals(one.from(), other.from())
                && Objects.equals(one.to(), other.to())
                && Objects.equals(addresses(one), addresses(other))
                && Objects.equals(one.remoteGroup(), other.remoteGroup());
    }

    private static @Nullable String protocolName(SecurityGroup.Rule rule) {
        String protocol = rule.protocol();
        return protocol == null ? null : NUMBERS.getOrDefault(protocol, protocol);
    }

    private static @Nullable String addresses(SecurityGroup.Rule rule) {
        String prefix = rule.remotePrefix();
        return prefix == null || prefix.endsWith("/0")
                ? null
                : SubnetRange.parse(prefix).map(SubnetRange::text).orElse(prefix);
    }

    private static @Nullable String prefix(@Nullable String given, String etherType) {
        if (given == null) {
            return null;
        }
        boolean six = given.contains(":");
        if (six != etherType.equals("IPv6")) {
            throw new NeutronException(
                    400,
                    "SecurityGroupRuleParameterConflict",
                    "Conflicting value ethertype %s for CIDR %s".formatted(etherType, given));
        }
        if (!given.matches(six ? "[0-9A-Fa-f:]+(/\\d{1,3})?" : OCTET + "(\\." + OCTET + "){3}(/\\d{1,2})?")) {
            throw new NeutronException(
                    400,
                    "HTTPBadRequest",
                    "Invalid input for remote_ip_prefix. Reason: '%s' is not valid".formatted(given));
        }
        return given.contains("/") ? given : given + (six ? "/128" : "/32");
    }

    private static @Nullable String text(JsonNode wanted, String field) {
        JsonNode value = wanted.path(field);
        return value.isString() || value.isInt() ? value.asString() : null;
    }

    private static @Nullable Integer number(JsonNode wanted, String field) {
        return wanted.path(field).isInt() ? wanted.path(field).asInt() : null;
    }

    private SecurityGroup group(Token token, String id) {
        return store.all().stream()
                .filter(group -> group.id().equals(id) && isOwn(token, group))
                .findFirst()
                .orElseThrow(() ->
                        new NeutronException(404, "SecurityGroupNotFound", "Security group " + id + " does not exist"));
    }

    private static boolean isOwn(Token token, SecurityGroup group) {
        return token.hasRole(Role.ADMIN) || group.project().equals(token.project());
    }
}
