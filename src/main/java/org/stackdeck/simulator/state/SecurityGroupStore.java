package org.stackdeck.simulator.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SecurityGroup;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.support.StableIds;

/**
 * Security groups of the simulated Neutron. Initially, a project has the default group, the group of the initial
 * servers, and a group for databases.
 */
public final class SecurityGroupStore {

    public static final String DEFAULT = "default";
    static final String SSH_AND_WEB = "ssh-and-web";
    private static final String DATABASE = "database";

    private final Map<String, SecurityGroup> groups = new LinkedHashMap<>();

    SecurityGroupStore() {
        Stream.of(KeystoneAccounts.STAFF, KeystoneAccounts.RESEARCH, KeystoneAccounts.ADMIN)
                .flatMap(project -> initialGroups(project).stream())
                .forEach(this::add);
    }

    public synchronized void add(SecurityGroup group) {
        groups.put(group.id(), group);
    }

    public synchronized void remove(String id) {
        groups.remove(id);
    }

    public synchronized List<SecurityGroup> of(SimulatedProject project) {
        return groups.values().stream().filter(g -> g.project().equals(project)).toList();
    }

    /** Creates a group with the rules that Neutron creates for every new group. */
    public SecurityGroup create(SimulatedProject project, String name, String description) {
        SecurityGroup group = withEgress(project, UUID.randomUUID().toString(), name, description, Stream.of());
        add(group);
        return group;
    }

    private static List<SecurityGroup> initialGroups(SimulatedProject project) {
        String own = id(project, DEFAULT);
        return List.of(
                group(
                        project,
                        DEFAULT,
                        "Default security group",
                        rule(project, own, "ingress", "IPv4", null, null, null, own),
                        rule(project, own, "ingress", "IPv6", null, null, null, own)),
                group(
                        project,
                        SSH_AND_WEB,
                        "ssh, http, https and ping",
                        ingressRule(project, "0.0.0.0/0", id(project, SSH_AND_WEB), "tcp", 22),
                        ingressRule(project, "0.0.0.0/0", id(project, SSH_AND_WEB), "tcp", 80),
                        ingressRule(project, "0.0.0.0/0", id(project, SSH_AND_WEB), "tcp", 443),
                        ingressRule(project, "0.0.0.0/0", id(project, SSH_AND_WEB), "icmp", null)),
                group(
                        project,
                        DATABASE,
                        "MariaDB within the project",
                        ingressRule(project, "10.0.0.0/8", id(project, DATABASE), "tcp", 3306)));
    }

    public synchronized List<SecurityGroup> all() {
        return List.copyOf(groups.values());
    }

    public static String id(SimulatedProject project, String name) {
        return StableIds.dashed("security-group", project.name() + "/" + name);
    }

    /** Finds a group of the project by ID or, if no ID matches, by name. Returns empty if the project is null. */
    public Optional<SecurityGroup> find(@Nullable SimulatedProject project, String nameOrId) {
        List<SecurityGroup> own = project == null ? List.of() : of(project);
        return own.stream()
                .filter(g -> g.id().equals(nameOrId))
                .findFirst()
                .or(() -> own.stream().filter(g -> g.name().equals(nameOrId)).findFirst());
    }

    public List<SecurityGroup> of(SimulatedServer server) {
        List<SecurityGroup> own = of(server.immutableProperties().project());
        return server.devices().ports().stream()
                .flatMap(p -> p.groups().stream())
                .flatMap(id -> own.stream().filter(g -> g.id().equals(id)))
                .toList();
    }

    private static SecurityGroup group(
            SimulatedProject project, String name, String description, SecurityGroup.Rule... rules) {
        return withEgress(project, id(project, name), name, description, Stream.of(rules));
    }

    private static SecurityGroup withEgress(
            SimulatedProject project, String id, String name, String description, Stream<SecurityGroup.Rule> rules) {
        Stream<SecurityGroup.Rule> out = Stream.of(
                rule(project, id, "egress", "IPv4", null, null, null, null),
                rule(project, id, "egress", "IPv6", null, null, null, null));
        return new SecurityGroup(
                id, name, description, project, Stream.concat(out, rules).toList());
    }

    private static SecurityGroup.Rule ingressRule(
            SimulatedProject project, String prefix, String group, String protocol, @Nullable Integer port) {
        return rule(project, group, "ingress", "IPv4", protocol, port, prefix, null);
    }

    private static SecurityGroup.Rule rule(
            SimulatedProject project,
            String group,
            String direction,
            String ethertype,
            @Nullable String protocol,
            @Nullable Integer port,
            @Nullable String prefix,
            @Nullable String remoteGroup) {
        String id = StableIds.dashed("rule", group + direction + ethertype + protocol + port);
        return new SecurityGroup.Rule(
                id, project, direction, ethertype, protocol, port, port, prefix, remoteGroup, null);
    }
}
