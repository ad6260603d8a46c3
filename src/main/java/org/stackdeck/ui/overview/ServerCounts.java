package org.stackdeck.ui.overview;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.ui.ViewLogic;

/**
 * Numbers of servers by state and by project.
 *
 * @param byState does not contain states without servers
 * @param projects projects with servers; projects with the most servers are first
 */
@ViewLogic
record ServerCounts(Map<ServerStateGroup, Integer> byState, List<ProjectCounts> projects) {

    private static final Comparator<ProjectCounts> MOST_SERVERS_FIRST = Comparator.comparingInt(ProjectCounts::total)
            .reversed()
            .thenComparing(counts -> counts.project().cloud())
            .thenComparing(counts -> counts.project().name(), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(counts -> counts.project().id());

    /** @param byState does not contain states without servers */
    record ProjectCounts(Project project, Map<ServerStateGroup, Integer> byState) {

        int total() {
            return sum(byState);
        }

        int running() {
            return byState.getOrDefault(ServerStateGroup.RUNNING, 0);
        }

        int stopped() {
            return byState.getOrDefault(ServerStateGroup.OFF, 0);
        }

        int inError() {
            return byState.getOrDefault(ServerStateGroup.ERROR, 0);
        }

        int other() {
            return total() - running() - stopped() - inError();
        }
    }

    /**
     * @param pending returns whether a server has an operation that has not ended; such a server counts as in
     * transition
     */
    static ServerCounts of(Collection<Server> servers, Predicate<ServerKey> pending) {
        Map<ServerStateGroup, Integer> all = new EnumMap<>(ServerStateGroup.class);
        Map<Project, Map<ServerStateGroup, Integer>> byProject = new HashMap<>();
        for (Server server : servers) {
            ServerStateGroup group = pending.test(server.key()) ? ServerStateGroup.MOVING : ServerStateGroup.of(server);
            all.merge(group, 1, Integer::sum);
            byProject
                    .computeIfAbsent(server.project(), _ -> new EnumMap<>(ServerStateGroup.class))
                    .merge(group, 1, Integer::sum);
        }
        return new ServerCounts(
                all,
                byProject.entrySet().stream()
                        .map(entry -> new ProjectCounts(entry.getKey(), entry.getValue()))
                        .sorted(MOST_SERVERS_FIRST)
                        .toList());
    }

    int total() {
        return sum(byState);
    }

    int count(ServerStateGroup group) {
        return byState.getOrDefault(group, 0);
    }

    boolean hasSeveralClouds() {
        return projects.stream()
                        .map(counts -> counts.project().cloud())
                        .distinct()
                        .count()
                > 1;
    }

    private static int sum(Map<ServerStateGroup, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
