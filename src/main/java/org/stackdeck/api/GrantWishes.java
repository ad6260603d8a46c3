package org.stackdeck.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.HoursDocument;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.Roles;
import org.stackdeck.access.SelectorDocument;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.access.Terms;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.EntryReport;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;

/** Converts grant requests to terms, and resolves names to ids. */
@Component
class GrantWishes {

    static final String ALL = "*";

    private final Clouds clouds;
    private final Roles roles;

    GrantWishes(Clouds clouds, Roles roles) {
        this.clouds = clouds;
        this.roles = roles;
    }

    /** @param field path of the grant with a trailing dot, for error messages; empty for the body itself */
    Terms parsed(GrantWish wish, String field) {
        CloudName cloud = cloud(wish.cloud(), field + "cloud");
        Set<ProjectId> projects = projects(cloud, wish, field);
        Role role = role(wish, field);
        Instant from = instant(wish.from(), field + "from");
        Instant until = instant(wish.until(), field + "until");
        if (from != null && until != null && !from.isBefore(until)) {
            throw ProblemException.badField(field + "until", "until-before-from", field + "until", field + "from");
        }
        SelectorDocument servers = wish.servers();
        HoursDocument hours = wish.hours();
        return new Terms(
                cloud,
                projects,
                servers == null ? ServerSelector.ALL : valid(servers::selector, field + "servers"),
                role,
                from,
                until,
                hours == null ? null : valid(hours::hours, field + "hours"));
    }

    private static <T> T valid(Supplier<T> part, String field) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw ProblemException.badField(field, "bad-part", field, String.valueOf(e.getMessage()));
        }
    }

    /** Empty for all projects. */
    private Set<ProjectId> projects(CloudName cloud, GrantWish wish, String field) {
        List<@Nullable String> several = wish.projects();
        if (several == null) {
            return project(cloud, wish.project(), field + "project")
                    .map(Set::of)
                    .orElseGet(Set::of);
        }
        if (wish.project() != null) {
            throw ProblemException.badField(field + "project", "one-of", field + "project", field + "projects");
        }
        if (several.isEmpty()) {
            throw ProblemException.badField(field + "projects", "missing-field", field + "projects");
        }
        if (several.size() > Terms.MOST_PROJECTS) {
            throw ProblemException.badField(
                    field + "projects", "too-many", field + "projects", Integer.toString(Terms.MOST_PROJECTS));
        }
        Set<ProjectId> ids = new HashSet<>();
        for (int i = 0; i < several.size(); i++) {
            Optional<ProjectId> id = project(cloud, several.get(i), field + "projects[" + i + "]");
            if (id.isEmpty() && several.size() > 1) {
                throw ProblemException.badField(field + "projects", "star-alone", field + "projects");
            }
            id.ifPresent(ids::add);
        }
        return ids;
    }

    private CloudName cloud(@Nullable String name, String field) {
        List<CloudName> known = clouds.names();
        String given = present(name, field);
        return known.stream()
                .filter(cloud -> cloud.value().equals(given))
                .findFirst()
                .orElseThrow(() -> ProblemException.badField(field, "unknown-cloud", field, list(known)));
    }

    /** Empty for all projects. */
    private Optional<ProjectId> project(CloudName cloud, @Nullable String nameOrId, String field) {
        String given = present(nameOrId, field);
        if (given.equals(ALL)) {
            return Optional.empty();
        }
        List<Project> known = clouds.projects().stream()
                .filter(project -> project.cloud().equals(cloud))
                .toList();
        for (Project project : known) {
            if (project.id().value().equals(given)) {
                return Optional.of(project.id());
            }
        }
        if (known.isEmpty()) {
            throw ProblemException.badField(field, "projects-not-known", field, cloud.value(), problems(cloud));
        }
        List<Project> named =
                known.stream().filter(project -> project.name().equals(given)).toList();
        return switch (named.size()) {
            case 0 ->
                throw ProblemException.badField(field, "unknown-project", field, cloud.value(), list(names(known)));
            case 1 -> Optional.of(named.getFirst().id());
            default ->
                throw ProblemException.badField(
                        field,
                        "ambiguous-project",
                        field,
                        list(named.stream().map(Project::id).toList()));
        };
    }

    /** The errors for which the cloud's projects are unknown. */
    private String problems(CloudName cloud) {
        return list(clouds.entries().stream()
                .filter(entry -> cloud.equals(entry.cloud()))
                .map(EntryReport::problem)
                .filter(Objects::nonNull)
                .toList());
    }

    /** Truncates to microseconds, the precision of the database, so that the compared value is the stored one. */
    private static @Nullable Instant instant(@Nullable String text, String field) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException e) {
            throw ProblemException.badField(field, "not-an-instant", field);
        }
    }

    private Role role(GrantWish wish, String field) {
        List<@Nullable String> permissions = wish.permissions();
        if (permissions == null) {
            return role(wish.role(), field + "role");
        }
        if (wish.role() != null) {
            throw ProblemException.badField(field + "role", "one-of", field + "role", field + "permissions");
        }
        return Role.unnamed(permissions(permissions, field + "permissions"));
    }

    /** Requires at least one permission. */
    static Set<Permission> permissions(@Nullable List<@Nullable String> words, String field) {
        if (words == null || words.isEmpty()) {
            throw ProblemException.badField(field, "missing-field", field);
        }
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String word : words) {
            permissions.add(Permission.ofWord(present(word, field))
                    .orElseThrow(() -> ProblemException.badField(
                            field,
                            "unknown-permission",
                            field,
                            list(Arrays.stream(Permission.values())
                                    .map(Permission::word)
                                    .toList()))));
        }
        return permissions;
    }

    private Role role(@Nullable String word, String field) {
        return roles.find(present(word, field))
                .orElseThrow(() -> ProblemException.badField(
                        field,
                        "unknown-role",
                        field,
                        list(roles.all().stream().map(Role::word).toList())));
    }

    private static String present(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw ProblemException.badField(field, "missing-field", field);
        }
        return value;
    }

    private static List<String> names(List<Project> projects) {
        return projects.stream().map(Project::name).sorted().distinct().toList();
    }

    private static String list(List<?> values) {
        return values.isEmpty() ? "–" : values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
