package org.stackdeck.simulator;

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
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Filters of a server list. */
final class ServerFilter {

    private static final Set<String> TRUE = Set.of("", "1", "t", "true", "on", "y", "yes");

    private final boolean everywhere;
    private final @Nullable SimulatedProject project;
    private final List<Predicate<SimulatedServer>> conditions;

    private ServerFilter(
            boolean everywhere, @Nullable SimulatedProject project, List<Predicate<SimulatedServer>> conditions) {
        this.everywhere = everywhere;
        this.project = project;
        this.conditions = conditions;
    }

    static ServerFilter of(NovaCall call) {
        Query query = call.request().query();
        boolean everywhere = query.first("all_tenants")
                .map(a -> TRUE.contains(a.toLowerCase(Locale.ROOT)))
                .orElse(false);
        List<Predicate<SimulatedServer>> conditions = new ArrayList<>();
        conditions.add(timed(call));
        query.first("name").ifPresent(n -> conditions.add(matching(n, SimulatedServer::name)));
        query.first("ip").ifPresent(ip -> conditions.add(address(ip, 4)));
        query.first("ip6").ifPresent(ip -> conditions.add(address(ip, 6)));
        query.first("image")
                .ifPresent(id -> conditions.add(s -> {
                    SimulatedImage image = s.build().image();
                    return image != null && image.id().equals(id);
                }));
        query.first("flavor")
                .ifPresent(id -> conditions.add(s -> s.build().flavor().id().equals(id)));
        query.first("uuid").ifPresent(id -> conditions.add(s -> s.id().equals(id)));
        if (query.has("status")) {
            conditions.add(statuses(call.version(), query.all("status")));
        }
        if (call.version().atLeast(26)) {
            tags(query, conditions);
        }
        if (call.version().atLeast(73)) {
            query.first("locked").ifPresent(l -> conditions.add(s -> s.locked() == Boolean.parseBoolean(l)));
        }
        if (everywhere) {
            query.first("project_id")
                    .or(() -> query.first("tenant_id"))
                    .ifPresent(
                            id -> conditions.add(s -> s.origin().project().id().equals(id)));
            query.first("host")
                    .ifPresent(h -> conditions.add(s -> h.equals(s.build().host())));
        }
        return new ServerFilter(everywhere, call.project(), List.copyOf(conditions));
    }

    /** Whether the list covers all projects. */
    boolean everywhere() {
        return everywhere;
    }

    boolean withinProject(SimulatedServer server) {
        return everywhere || server.origin().project().equals(project);
    }

    boolean fits(SimulatedServer server) {
        return withinProject(server) && conditions.stream().allMatch(c -> c.test(server));
    }

    /** The list contains deleted servers with changes-since, otherwise only if an administrator requests them. */
    private static Predicate<SimulatedServer> timed(NovaCall call) {
        Query query = call.request().query();
        Instant since =
                query.first("changes-since").map(t -> time("changes-since", t)).orElse(null);
        Instant before = query.first("changes-before")
                .filter(t -> call.version().atLeast(66))
                .map(t -> time("changes-before", t))
                .orElse(null);
        boolean deleted = call.admin()
                && query.first("deleted").map(Boolean::parseBoolean).orElse(false);
        return s -> {
            Instant updated = s.updated();
            return (since == null || !updated.isBefore(since))
                    && (before == null || !updated.isAfter(before))
                    && (since != null || before != null || isGone(s) == deleted);
        };
    }

    /** Soft-deleted servers are also excluded from lists. */
    private static boolean isGone(SimulatedServer server) {
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
                throw Refusal.badRequest(
                        "Invalid input for query parameters %1$s. Value: %2$s. '%2$s' is not a 'date-time'"
                                .formatted(parameter, text));
            }
        }
    }

    private static Predicate<SimulatedServer> matching(String expression, Function<SimulatedServer, String> of) {
        try {
            Pattern pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
            return s -> pattern.matcher(of.apply(s)).find();
        } catch (PatternSyntaxException e) {
            throw Refusal.badRequest("Invalid input for query parameters name. Value: %1$s. '%1$s' is not a 'regex'"
                    .formatted(expression));
        }
    }

    private static Predicate<SimulatedServer> address(String expression, int version) {
        Predicate<String> pattern = Pattern.compile(expression).asPredicate();
        return s -> s.devices().addresses().stream().anyMatch(a -> a.version() == version && pattern.test(a.ip()));
    }

    /** Nova converts statuses to vm and task states first, so ACTIVE also matches a server that is rebooting. */
    private static Predicate<SimulatedServer> statuses(Microversion version, List<String> statuses) {
        List<String> wanted =
                statuses.stream().map(s -> s.toUpperCase(Locale.ROOT)).toList();
        if (version.atLeast(38) && wanted.stream().noneMatch(VmState::isStatus)) {
            throw Refusal.badRequest("Invalid status value");
        }
        boolean anyTask = wanted.stream().anyMatch(s -> VmState.tasksOf(s).isEmpty());
        Set<String> tasks = Set.copyOf(wanted.stream()
                .flatMap(s -> VmState.tasksOf(s).stream())
                .distinct()
                .toList());
        return s -> {
            String task = s.task();
            return wanted.stream().anyMatch(s.vmState()::shownIn)
                    && (anyTask || (task != null && tasks.contains(task)));
        };
    }

    private static void tags(Query query, List<Predicate<SimulatedServer>> conditions) {
        query.first("tags")
                .map(ServerFilter::split)
                .ifPresent(t -> conditions.add(s -> s.tags().containsAll(t)));
        query.first("tags-any").map(ServerFilter::split).ifPresent(t -> conditions.add(anyOf(t)));
        query.first("not-tags")
                .map(ServerFilter::split)
                .ifPresent(t -> conditions.add(s -> !s.tags().containsAll(t)));
        query.first("not-tags-any").map(ServerFilter::split).ifPresent(t -> conditions.add(anyOf(t).negate()));
    }

    private static Predicate<SimulatedServer> anyOf(List<String> tags) {
        return s -> s.tags().stream().anyMatch(tags::contains);
    }

    private static List<String> split(String tags) {
        return Arrays.asList(tags.split(","));
    }
}
