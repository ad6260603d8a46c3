package org.stackdeck.simulator.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SecurityGroup;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.support.StableIds;

/** Security groups of each project: the default group, the group of the initial servers, and a third one. */
public final class SecurityGroupStore {

    public static final String DEFAULT = "default";
    static final String SSH_AND_WEB = "ssh-and-web";
    private static final String DATABASE = "database";

    private static final Map<SimulatedProject, List<SecurityGroup>> ALL = Stream.of(
                    KeystoneAccounts.STAFF, KeystoneAccounts.RESEARCH, KeystoneAccounts.ADMIN)
            .collect(Collectors.toUnmodifiableMap(Function.identity(), SecurityGroupStore::made));

    private SecurityGroupStore() {}

    public static List<SecurityGroup> of(SimulatedProject project) {
        return ALL.getOrDefault(project, List.of());
    }

    private static List<SecurityGroup> made(SimulatedProject project) {
        String own = id(project, DEFAULT);
        return List.of(
                group(
                        project,
                        DEFAULT,
                        "Default security group",
                        rule(own, "ingress", "IPv4", null, null, null, own),
                        rule(own, "ingress", "IPv6", null, null, null, own)),
                group(
                        project,
                        SSH_AND_WEB,
                        "ssh, http, https and ping",
                        from("0.0.0.0/0", id(project, SSH_AND_WEB), "tcp", 22),
                        from("0.0.0.0/0", id(project, SSH_AND_WEB), "tcp", 80),
                        from("0.0.0.0/0", id(project, SSH_AND_WEB), "tcp", 443),
                        from("0.0.0.0/0", id(project, SSH_AND_WEB), "icmp", null)),
                group(
                        project,
                        DATABASE,
                        "MariaDB within the project",
                        from("10.0.0.0/8", id(project, DATABASE), "tcp", 3306)));
    }

    public static Stream<SecurityGroup> all() {
        return ALL.values().stream().flatMap(List::stream);
    }

    public static String id(SimulatedProject project, String name) {
        return StableIds.dashed("security-group", project.name() + "/" + name);
    }

    /** Finds a group by ID, otherwise by name, like Nova. */
    public static Optional<SecurityGroup> find(@Nullable SimulatedProject project, String nameOrId) {
        List<SecurityGroup> own = project == null ? List.of() : of(project);
        return own.stream()
                .filter(g -> g.id().equals(nameOrId))
                .findFirst()
                .or(() -> own.stream().filter(g -> g.name().equals(nameOrId)).findFirst());
    }

    public static List<SecurityGroup> of(SimulatedServer server) {
        List<SecurityGroup> own = of(server.origin().project());
        return server.devices().ports().stream()
                .flatMap(p -> p.groups().stream())
                .flatMap(id -> own.stream().filter(g -> g.id().equals(id)))
                .toList();
    }

    /** Adds the egress rules that Neutron creates for every new group. */
    private static SecurityGroup group(
            SimulatedProject project, String name, String description, SecurityGroup.Rule... rules) {
        String id = id(project, name);
        Stream<SecurityGroup.Rule> out = Stream.of(
                rule(id, "egress", "IPv4", null, null, null, null), rule(id, "egress", "IPv6", null, null, null, null));
        return new SecurityGroup(
                id,
                name,
                description,
                project,
                Stream.concat(out, Stream.of(rules)).toList());
    }

    private static SecurityGroup.Rule from(String prefix, String group, String protocol, @Nullable Integer port) {
        return rule(group, "ingress", "IPv4", protocol, port, prefix, null);
    }

    private static SecurityGroup.Rule rule(
            String group,
            String direction,
            String ethertype,
            @Nullable String protocol,
            @Nullable Integer port,
            @Nullable String prefix,
            @Nullable String remoteGroup) {
        String id = StableIds.dashed("rule", group + direction + ethertype + protocol + port);
        return new SecurityGroup.Rule(id, direction, ethertype, protocol, port, prefix, remoteGroup);
    }
}
