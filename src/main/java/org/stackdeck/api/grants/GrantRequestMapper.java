package org.stackdeck.api.grants;

import java.time.DateTimeException;
import java.time.Instant;
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
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.json.ResourceSelectorJson;
import org.stackdeck.access.json.WeeklyHoursJson;
import org.stackdeck.access.role.RoleService;
import org.stackdeck.api.TimestampParser;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.CloudEntryReport;
import org.stackdeck.cloud.client.Clouds;

/** Converts grant requests to terms, and resolves the names of projects to IDs. */
@Component
public class GrantRequestMapper {

    public static final String ALL_PROJECTS = "*";

    private final Clouds clouds;
    private final RoleService roleService;

    GrantRequestMapper(Clouds clouds, RoleService roleService) {
        this.clouds = clouds;
        this.roleService = roleService;
    }

    /** @param field path of the grant with a trailing dot, for error messages; empty for the body itself */
    public GrantTerms toTerms(GrantRequest grantRequest, String field) {
        CloudName cloud = parseCloud(grantRequest.cloud(), field + "cloud");
        Set<ProjectId> projects = projects(cloud, grantRequest, field);
        Role role = role(grantRequest, field);
        Instant from = parseInstant(grantRequest.from(), field + "from");
        Instant until = parseInstant(grantRequest.until(), field + "until");
        if (from != null && until != null && !from.isBefore(until)) {
            throw ProblemException.invalidField(field + "until", "until-before-from", field + "from");
        }
        ResourceSelectorJson servers = grantRequest.servers();
        WeeklyHoursJson hours = grantRequest.hours();
        return new GrantTerms(
                cloud,
                projects,
                servers == null ? ResourceSelector.ALL : parsePart(servers::toSelector, field + "servers"),
                role,
                from,
                until,
                hours == null ? null : parsePart(hours::toWeeklyHours, field + "hours"));
    }

    private static <T> T parsePart(Supplier<T> part, String field) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalidField(field, "bad-part", String.valueOf(e.getMessage()));
        }
    }

    /** Returns the requested projects; an empty set means all projects. */
    private Set<ProjectId> projects(CloudName cloud, GrantRequest grantRequest, String field) {
        List<@Nullable String> several = grantRequest.projects();
        if (several == null) {
            return project(cloud, grantRequest.project(), field + "project").stream()
                    .collect(Collectors.toSet());
        }
        if (grantRequest.project() != null) {
            throw ProblemException.invalidField(field + "project", "one-of", field + "projects");
        }
        if (several.isEmpty()) {
            throw ProblemException.missingField(field + "projects");
        }
        RequestFieldValidator.requireMaxSize(several, GrantTerms.MAX_PROJECTS, field + "projects");
        Set<ProjectId> ids = new HashSet<>();
        for (int i = 0; i < several.size(); i++) {
            Optional<ProjectId> id = project(cloud, several.get(i), field + "projects[" + i + "]");
            if (id.isEmpty() && several.size() > 1) {
                throw ProblemException.invalidField(field + "projects", "star-alone");
            }
            id.ifPresent(ids::add);
        }
        return ids;
    }

    private CloudName parseCloud(@Nullable String name, String field) {
        List<CloudName> known = clouds.names();
        String given = RequestFieldValidator.requireText(name, field);
        return known.stream()
                .filter(cloud -> cloud.value().equals(given))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidField(field, "unknown-cloud", join(known)));
    }

    /** Returns the project; empty for all projects. */
    private Optional<ProjectId> project(CloudName cloud, @Nullable String nameOrId, String field) {
        String given = RequestFieldValidator.requireText(nameOrId, field);
        if (given.equals(ALL_PROJECTS)) {
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
            throw ProblemException.invalidField(field, "projects-not-known", cloud.value(), problems(cloud));
        }
        List<Project> named =
                known.stream().filter(project -> project.name().equals(given)).toList();
        return switch (named.size()) {
            case 0 -> throw ProblemException.invalidField(field, "unknown-project", cloud.value(), join(names(known)));
            case 1 -> Optional.of(named.getFirst().id());
            default ->
                throw ProblemException.invalidField(
                        field,
                        "ambiguous-project",
                        join(named.stream().map(Project::id).toList()));
        };
    }

    /** Returns why the projects of the cloud are unknown, in parentheses; empty during their first discovery. */
    private String problems(CloudName cloud) {
        String problems = join(clouds.entryReports().stream()
                .filter(entry -> cloud.equals(entry.cloud()))
                .map(CloudEntryReport::problem)
                .filter(Objects::nonNull)
                .toList());
        return problems.isEmpty() ? "" : " (" + problems + ")";
    }

    /**
     * Parses an instant and truncates it to microseconds, the precision of the database, so that the compared value
     * equals the stored one.
     */
    public static @Nullable Instant parseInstant(@Nullable String text, String field) {
        if (text == null) {
            return null;
        }
        try {
            return TimestampParser.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw ProblemException.invalidField(field, "not-an-instant");
        }
    }

    private Role role(GrantRequest grantRequest, String field) {
        List<@Nullable String> permissions = grantRequest.permissions();
        if (permissions == null) {
            return role(grantRequest.role(), field + "role");
        }
        if (grantRequest.role() != null) {
            throw ProblemException.invalidField(field + "role", "one-of", field + "permissions");
        }
        return Role.unnamed(parsePermissions(permissions, field + "permissions"));
    }

    /** Parses the codes of permissions, of which at least one is required. */
    public static Set<Permission> parsePermissions(@Nullable List<@Nullable String> codes, String field) {
        if (codes == null || codes.isEmpty()) {
            throw ProblemException.missingField(field);
        }
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String code : codes) {
            permissions.add(Permission.fromCode(RequestFieldValidator.requireText(code, field))
                    .orElseThrow(() -> ProblemException.invalidField(
                            field,
                            "unknown-permission",
                            join(Arrays.stream(Permission.values())
                                    .map(Permission::code)
                                    .toList()))));
        }
        return permissions;
    }

    private Role role(@Nullable String name, String field) {
        return roleService
                .find(RequestFieldValidator.requireText(name, field))
                .orElseThrow(() -> ProblemException.invalidField(
                        field,
                        "unknown-role",
                        join(roleService.list().stream().map(Role::name).toList())));
    }

    private static List<String> names(List<Project> projects) {
        return projects.stream().map(Project::name).sorted().distinct().toList();
    }

    private static String join(List<?> values) {
        return values.isEmpty() ? "–" : values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
