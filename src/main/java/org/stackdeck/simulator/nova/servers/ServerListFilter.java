package org.stackdeck.simulator.nova.servers;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.nova.request.Microversion;
import org.stackdeck.simulator.nova.request.NovaRequest;

/** Filters of a server list. */
final class ServerListFilter {

    private static final Set<String> TRUE = Set.of("", "1", "t", "true", "on", "y", "yes");

    private static final Set<String> FALSE = Set.of("0", "f", "false", "off", "n", "no");

    private final boolean isAllProjects;
    private final @Nullable SimulatedProject project;
    private final List<Predicate<SimulatedServer>> conditions;

    private ServerListFilter(
            boolean everywhere, @Nullable SimulatedProject project, List<Predicate<SimulatedServer>> conditions) {
        this.isAllProjects = everywhere;
        this.project = project;
        this.conditions = conditions;
    }

    static ServerListFilter of(NovaRequest novaRequest) {
        QueryParameters queryParameters = novaRequest.request().query();
        boolean everywhere = queryParameters
                .last("all_tenants")
                .map(a -> TRUE.contains(a.toLowerCase(Locale.ROOT)))
                .orElse(false);
        List<Predicate<SimulatedServer>> conditions = new ArrayList<>(ServerColumnFilters.of(novaRequest));
        conditions.add(timed(novaRequest));
        queryParameters.last("name").ifPresent(n -> conditions.add(matching(n, SimulatedServer::name)));
        queryParameters.last("ip").ifPresent(ip -> conditions.add(address(ip, 4)));
        queryParameters.last("ip6").ifPresent(ip -> conditions.add(address(ip, 6)));
        queryParameters
                .last("image")
                .ifPresent(id -> conditions.add(s -> {
                    SimulatedImage image = s.configuration().image();
                    return image != null && image.id().equals(id);
                }));
        queryParameters
                .last("flavor")
                .ifPresent(id ->
                        conditions.add(s -> s.configuration().flavor().id().equals(id)));
        if (queryParameters.has("status")) {
            conditions.add(statuses(novaRequest.version(), queryParameters.all("status")));
        }
        if (novaRequest.version().atLeast(26)) {
            tags(queryParameters, conditions);
        }
        if (novaRequest.version().atLeast(73)) {
            queryParameters
                    .last("locked")
                    .map(ServerListFilter::flag)
                    .ifPresent(locked -> conditions.add(s -> s.locked() == locked));
        }
        if (everywhere) {
            queryParameters
                    .last("project_id")
                    .or(() -> queryParameters.last("tenant_id"))
                    .ifPresent(id -> conditions.add(
                            s -> s.immutableProperties().project().id().equals(id)));
            queryParameters
                    .last("host")
                    .ifPresent(
                            h -> conditions.add(s -> h.equals(s.configuration().host())));
        }
        return new ServerListFilter(everywhere, novaRequest.project(), List.copyOf(conditions));
    }

    boolean isAllProjects() {
        return isAllProjects;
    }

    boolean withinProject(SimulatedServer server) {
        return isAllProjects || server.immutableProperties().project().equals(project);
    }

    boolean matches(SimulatedServer server) {
        return withinProject(server) && conditions.stream().allMatch(c -> c.test(server));
    }

    /**
     * Returns the condition on the time of the last change and on deletion. With {@code changes-since} or {@code
     * changes-before}, the list includes deleted servers. Otherwise, the list contains only existing servers, or only
     * deleted servers if an administrator requests them.
     */
    private static Predicate<SimulatedServer> timed(NovaRequest novaRequest) {
        QueryParameters queryParameters = novaRequest.request().query();
        Instant since = queryParameters
                .last("changes-since")
                .map(t -> time("changes-since", t))
                .orElse(null);
        Instant before = queryParameters
                .last("changes-before")
                .filter(t -> novaRequest.version().atLeast(66))
                .map(t -> time("changes-before", t))
                .orElse(null);
        boolean deleted = novaRequest.isAdmin()
                && queryParameters.last("deleted").map(Boolean::parseBoolean).orElse(false);
        return s -> {
            Instant updated = s.updated();
            return (since == null || !updated.isBefore(since))
                    && (before == null || !updated.isAfter(before))
                    && (since != null || before != null || isDeleted(s) == deleted);
        };
    }

    /** Returns whether the server is deleted. For list filters, soft-deleted servers count as deleted. */
    private static boolean isDeleted(SimulatedServer server) {
        return server.deleted() || server.vmState() == VmState.SOFT_DELETED;
    }

    private static Instant time(String parameter, String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            // Nova interprets a time without a zone as UTC.
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException worse) {
                throw ApiException.badRequest(
                        "Invalid input for query parameters %1$s. Value: %2$s. '%2$s' is not a 'date-time'"
                                .formatted(parameter, text));
            }
        }
    }

    private static Predicate<SimulatedServer> matching(String expression, Function<SimulatedServer, String> of) {
        Pattern pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
        return s -> pattern.matcher(of.apply(s)).find();
    }

    private static boolean flag(String text) {
        String value = text.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(value) && !FALSE.contains(value)) {
            throw ApiException.badRequest(
                    "Unrecognized value '%s', acceptable values are: 'true', 'false'".formatted(text));
        }
        return TRUE.contains(value);
    }

    private static Predicate<SimulatedServer> address(String expression, int version) {
        Predicate<String> pattern = Pattern.compile(expression).asPredicate();
        return s -> s.devices().addresses().stream().anyMatch(a -> a.version() == version && pattern.test(a.ip()));
    }

    /**
     * Returns the condition on the status. Nova first converts statuses to VM and task states, so ACTIVE also matches a
     * server that is rebooting.
     */
    private static Predicate<SimulatedServer> statuses(Microversion version, List<String> statuses) {
        List<String> wanted =
                statuses.stream().map(s -> s.toUpperCase(Locale.ROOT)).toList();
        if (version.atLeast(38) && wanted.stream().noneMatch(VmState::isStatus)) {
            throw ApiException.badRequest("Invalid status value");
        }
        boolean anyTask = wanted.stream().anyMatch(s -> VmState.tasksOf(s).isEmpty());
        Set<String> tasks = Set.copyOf(wanted.stream()
                .flatMap(s -> VmState.tasksOf(s).stream())
                .distinct()
                .toList());
        return s -> {
            String task = s.task();
            return wanted.stream().anyMatch(s.vmState()::isShownAs)
                    && (anyTask || (task != null && tasks.contains(task)));
        };
    }

    private static void tags(QueryParameters queryParameters, List<Predicate<SimulatedServer>> conditions) {
        queryParameters
                .last("tags")
                .map(ServerListFilter::split)
                .ifPresent(t -> conditions.add(s -> s.tags().containsAll(t)));
        queryParameters.last("tags-any").map(ServerListFilter::split).ifPresent(t -> conditions.add(anyOf(t)));
        queryParameters
                .last("not-tags")
                .map(ServerListFilter::split)
                .ifPresent(t -> conditions.add(s -> !s.tags().containsAll(t)));
        queryParameters
                .last("not-tags-any")
                .map(ServerListFilter::split)
                .ifPresent(t -> conditions.add(anyOf(t).negate()));
    }

    private static Predicate<SimulatedServer> anyOf(List<String> tags) {
        return s -> s.tags().stream().anyMatch(tags::contains);
    }

    private static List<String> split(String tags) {
        return Arrays.asList(tags.split(","));
    }
}
