package org.stackdeck.ui.servers.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.search.NaturalOrderComparator;

/**
 * Divides sorted servers into groups. Sorts the groups by name, or states in the order of their chips. The group of
 * servers without a value is last.
 */
@ViewLogic
public final class ServerListGrouper {

    private static final Comparator<ServerListGroup> BY_NAME = Comparator.comparing(
                    (ServerListGroup group) -> group.key().isEmpty())
            .thenComparing(ServerListGroup::name, NaturalOrderComparator.INSTANCE)
            .thenComparing(ServerListGroup::cloud)
            .thenComparing(ServerListGroup::key);

    private static final Comparator<ServerListGroup> BY_STATE =
            Comparator.comparingInt(group -> ServerStateGroup.fromCode(group.key())
                    .map(ServerStateGroup::ordinal)
                    .orElse(Integer.MAX_VALUE));

    private final ServerGrouping grouping;
    private final UserServerOwners owners;
    private final Function<Server, ServerStateGroup> state;
    private final Map<String, Members> members = new HashMap<>();
    private final Set<String> projectClouds = new HashSet<>();

    private record Members(String key, String name, String cloud, List<Server> servers) {}

    private ServerListGrouper(
            ServerGrouping grouping, UserServerOwners owners, Function<Server, ServerStateGroup> state) {
        this.grouping = grouping;
        this.owners = owners;
        this.state = state;
    }

    /**
     * Divides the servers into groups. The servers of a group keep their order.
     *
     * @param state returns the state by which a server is grouped
     */
    public static List<ServerListGroup> of(
            List<Server> servers,
            ServerGrouping grouping,
            UserServerOwners owners,
            Function<Server, ServerStateGroup> state) {
        if (grouping == ServerGrouping.NONE) {
            return List.of(ServerListGroup.all(servers));
        }
        ServerListGrouper grouper = new ServerListGrouper(grouping, owners, state);
        servers.forEach(grouper::add);
        return grouper.sorted();
    }

    private void add(Server server) {
        switch (grouping) {
            case NONE -> throw new IllegalStateException("no grouping");
            case PROJECT -> addToProject(server);
            case STATUS -> add(state.apply(server).code(), server);
            case TAG -> addToTags(server.tags(), server);
            case FLAVOR -> add(server.flavor().name(), server);
            case OWNER -> addToOwner(server);
            case CLOUD -> add(server.cloud().value(), server);
        }
    }

    private void addToProject(Server server) {
        String cloud = server.cloud().value();
        String key = cloud + "/" + server.project().id().value();
        members.computeIfAbsent(key, _ -> {
                    projectClouds.add(cloud);
                    return new Members(key, server.project().name(), cloud, new ArrayList<>());
                })
                .servers()
                .add(server);
    }

    private void addToTags(Collection<String> tags, Server server) {
        if (tags.isEmpty()) {
            add("", server);
        }
        for (String tag : tags) {
            add(tag, server);
        }
    }

    private void addToOwner(Server server) {
        Owner owner = owners.findOwner(server).orElse(null);
        if (owner == null) {
            add("", server);
        } else {
            members.computeIfAbsent(
                            owner.id().toString(),
                            key -> new Members(key, owner.name().value(), "", new ArrayList<>()))
                    .servers()
                    .add(server);
        }
    }

    /** Adds the server to the group whose key and name are the value. */
    private void add(String value, Server server) {
        members.computeIfAbsent(value, _ -> new Members(value, value, "", new ArrayList<>()))
                .servers()
                .add(server);
    }

    private List<ServerListGroup> sorted() {
        return members.values().stream()
                .map(group -> new ServerListGroup(
                        group.key(),
                        group.name(),
                        projectClouds.size() > 1 ? group.cloud() : "",
                        List.copyOf(group.servers())))
                .sorted(grouping == ServerGrouping.STATUS ? BY_STATE : BY_NAME)
                .toList();
    }
}
