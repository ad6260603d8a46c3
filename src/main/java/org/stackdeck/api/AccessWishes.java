package org.stackdeck.api;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.requests.Target;
import org.stackdeck.requests.Wish;

/** Parses access requests. Names are resolved only among resources that the caller can see. */
@Component
class AccessWishes {

    private static final int LONGEST_NAME = 255;

    private final Inventory inventory;

    AccessWishes(Inventory inventory) {
        this.inventory = inventory;
    }

    Wish parsed(Caller caller, AccessWish wish) {
        String reason = reason(wish.reason());
        Duration duration = duration(wish.duration());
        return wish.inWords()
                ? Wish.inWords(duration, reason)
                : Wish.of(
                        target(caller, wish),
                        GrantWishes.permissions(wish.permissions(), "permissions"),
                        duration,
                        reason);
    }

    static String reason(@Nullable String typed) {
        String reason = named(typed, "reason", Wish.LONGEST_REASON);
        return reason.strip();
    }

    private static Duration duration(@Nullable String typed) {
        try {
            Duration duration = Duration.parse(named(typed, "duration", LONGEST_NAME));
            if (duration.compareTo(Wish.SHORTEST) >= 0 && duration.compareTo(Wish.LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw badDuration();
        }
        throw badDuration();
    }

    private static ProblemException badDuration() {
        return ProblemException.badField("duration", "bad-duration", "duration");
    }

    private Target target(Caller caller, AccessWish wish) {
        CloudName cloud = cloud(named(wish.cloud(), "cloud", LONGEST_NAME));
        Set<ServerId> servers = servers(wish.servers());
        String project = wish.project();
        if (project == null && servers.isEmpty()) {
            throw ProblemException.badField("project", "missing-field", "project");
        }
        List<Server> seen = inventory.look(caller.userId()).servers().values().stream()
                .filter(server -> server.cloud().equals(cloud))
                .toList();
        return new Target(
                cloud,
                project == null ? projectOf(seen, servers) : project(seen, named(project, "project", LONGEST_NAME)),
                servers);
    }

    /** An invalid name is treated like that of an unknown cloud. */
    private static CloudName cloud(String name) {
        try {
            return new CloudName(name);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("unknown-server");
        }
    }

    private static Set<ServerId> servers(@Nullable List<@Nullable String> ids) {
        Set<ServerId> servers = new HashSet<>();
        if (ids == null) {
            return servers;
        }
        if (ids.isEmpty()) {
            throw ProblemException.badField("servers", "missing-field", "servers");
        }
        if (ids.size() > Target.MOST) {
            throw ProblemException.badField("servers", "too-many", "servers", Integer.toString(Target.MOST));
        }
        ids.forEach(id -> servers.add(new ServerId(named(id, "servers", LONGEST_NAME))));
        return servers;
    }

    /** Uses the first server. A later check covers the others. */
    private static ProjectId projectOf(List<Server> seen, Set<ServerId> servers) {
        return seen.stream()
                .filter(server -> servers.contains(server.id()))
                .min(Comparator.comparing(Server::id))
                .map(server -> server.project().id())
                .orElseGet(() -> new ProjectId("-"));
    }

    private static ProjectId project(List<Server> seen, String nameOrId) {
        Set<Project> projects = seen.stream().map(Server::project).collect(Collectors.toSet());
        List<ProjectId> named = projects.stream()
                .filter(project -> project.name().equals(nameOrId))
                .map(Project::id)
                .sorted()
                .toList();
        boolean id = projects.stream().anyMatch(project -> project.id().value().equals(nameOrId));
        if (!id && named.size() > 1) {
            throw ProblemException.badField(
                    "project",
                    "ambiguous-project",
                    "project",
                    named.stream().map(ProjectId::value).collect(Collectors.joining(", ")));
        }
        return id || named.isEmpty() ? new ProjectId(nameOrId) : named.getFirst();
    }

    private static String named(@Nullable String value, String field, int longest) {
        if (value == null || value.isBlank()) {
            throw ProblemException.badField(field, "missing-field", field);
        }
        if (value.length() > longest) {
            throw ProblemException.badField(field, "too-long", field, Integer.toString(longest));
        }
        return value;
    }
}
