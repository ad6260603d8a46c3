package org.stackdeck.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grant;
import org.stackdeck.access.Grants;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.EntryReport;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;

/** Between the names that people write and the clouds' ids. */
@Component
class GrantWishes {

    private static final String ALL = "*";

    private final Clouds clouds;

    GrantWishes(Clouds clouds) {
        this.clouds = clouds;
    }

    /** @param field path of the wish, named when something is wrong with it */
    Grants.Wish parsed(GrantWish wish, String field) {
        CloudName cloud = cloud(wish.cloud(), field + ".cloud");
        ProjectId project = project(cloud, wish.project(), field + ".project");
        Role role = role(wish.role(), field + ".role");
        Instant from = instant(wish.from(), field + ".from");
        Instant until = instant(wish.until(), field + ".until");
        if (from != null && until != null && !from.isBefore(until)) {
            throw ProblemException.badField(field + ".until", "until-before-from", field + ".until", field + ".from");
        }
        return new Grants.Wish(cloud, project, role, from, until);
    }

    /** The project's name as the cloud tells it now. */
    String projectName(Grant grant) {
        ProjectId id = grant.project();
        if (id == null) {
            return ALL;
        }
        return clouds.projects().stream()
                .filter(project ->
                        project.cloud().equals(grant.cloud()) && project.id().equals(id))
                .map(Project::name)
                .findFirst()
                .orElse(id.value());
    }

    private CloudName cloud(@Nullable String name, String field) {
        List<CloudName> known = clouds.names();
        String given = present(name, field);
        return known.stream()
                .filter(cloud -> cloud.value().equals(given))
                .findFirst()
                .orElseThrow(() -> ProblemException.badField(field, "unknown-cloud", field, list(known)));
    }

    private @Nullable ProjectId project(CloudName cloud, @Nullable String nameOrId, String field) {
        String given = present(nameOrId, field);
        if (given.equals(ALL)) {
            return null;
        }
        List<Project> known = clouds.projects().stream()
                .filter(project -> project.cloud().equals(cloud))
                .toList();
        for (Project project : known) {
            if (project.id().value().equals(given)) {
                return project.id();
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
            case 1 -> named.getFirst().id();
            default ->
                throw ProblemException.badField(
                        field,
                        "ambiguous-project",
                        field,
                        list(named.stream().map(Project::id).toList()));
        };
    }

    /** Why the cloud's projects could not be found out. */
    private String problems(CloudName cloud) {
        return list(clouds.entries().stream()
                .filter(entry -> cloud.equals(entry.cloud()))
                .map(EntryReport::problem)
                .filter(Objects::nonNull)
                .toList());
    }

    /** Precise to the microsecond, as the database keeps it: so that what is compared here is what is stored. */
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

    private static Role role(@Nullable String word, String field) {
        return Role.ofWord(present(word, field))
                .orElseThrow(() -> ProblemException.badField(
                        field,
                        "unknown-role",
                        field,
                        list(Arrays.stream(Role.values()).map(Role::word).toList())));
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
