package org.stackdeck.simulator.nova.servers;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.model.ServerLock;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.request.NovaRequest;

/**
 * Filters of a server list that Nova passes to its database: regular expressions or exact values of columns. Users who
 * are not administrators can use some of them, most from microversion 2.83.
 */
final class ServerColumnFilters {

    private static final DateTimeFormatter COLUMN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** Columns without a value match no expression. */
    private static final Map<String, Function<SimulatedServer, @Nullable String>> PATTERNS = Map.ofEntries(
            Map.entry("reservation_id", s -> s.immutableProperties().reservation()),
            Map.entry("availability_zone", s -> s.hasHost() ? "nova" : null),
            Map.entry("config_drive", s -> s.immutableProperties().configDrive() ? "True" : ""),
            Map.entry("key_name", s -> s.configuration().keyName()),
            Map.entry("created_at", s -> time(s.immutableProperties().created())),
            Map.entry("launched_at", s -> time(s.launched())),
            Map.entry("terminated_at", s -> time(s.terminated())),
            Map.entry("power_state", s -> String.valueOf(s.power())),
            Map.entry("progress", _ -> "0"),
            Map.entry("hostname", s -> s.configuration().hostname()),
            Map.entry("display_name", SimulatedServer::name),
            Map.entry("display_description", SimulatedServer::description),
            Map.entry("launch_index", _ -> "0"),
            Map.entry("root_device_name", _ -> "/dev/vda"),
            Map.entry("locked_by", s -> lockedBy(s.lock())),
            Map.entry("node", s -> s.configuration().host()),
            Map.entry("kernel_id", _ -> ""),
            Map.entry("ramdisk_id", _ -> ""),
            Map.entry("access_ip_v4", s -> s.access().ipv4()),
            Map.entry("access_ip_v6", s -> s.access().ipv6()),
            Map.entry("auto_disk_config", s -> s.access().diskConfig().equals("AUTO") ? "1" : "0"));

    private static final Map<String, Function<SimulatedServer, @Nullable String>> VALUES = Map.of(
            "user_id", s -> s.immutableProperties().userId(),
            "vm_state", s -> s.vmState().code(),
            "task_state", SimulatedServer::task,
            "uuid", SimulatedServer::id,
            "image_ref", s -> imageId(s.configuration().image()));

    private static final Set<String> FOR_MEMBERS = Set.of(
            "availability_zone",
            "config_drive",
            "key_name",
            "created_at",
            "launched_at",
            "terminated_at",
            "power_state",
            "task_state",
            "vm_state",
            "progress",
            "user_id",
            "hostname");

    /** Parameters that the schema requires to be regular expressions, in addition to the patterns. */
    private static final List<String> EXPRESSIONS = List.of("name", "description", "flavor", "ip", "ip6");

    private ServerColumnFilters() {}

    /**
     * Returns the conditions of the request.
     *
     * @throws ApiException 400 if a regular expression is empty or invalid
     */
    static List<Predicate<SimulatedServer>> of(NovaRequest novaRequest) {
        QueryParameters query = novaRequest.request().query();
        EXPRESSIONS.forEach(name -> query.all(name).forEach(expression -> compile(name, expression)));
        List<Predicate<SimulatedServer>> conditions = new ArrayList<>();
        PATTERNS.forEach((name, column) -> query.last(name).ifPresent(expression -> {
            Predicate<String> pattern = compile(name, expression).asPredicate();
            if (isAllowed(novaRequest, name)) {
                conditions.add(server -> {
                    String value = column.apply(server);
                    return value != null && pattern.test(value);
                });
            }
        }));
        VALUES.forEach((name, column) -> query.last(name)
                .filter(_ -> isAllowed(novaRequest, name))
                .ifPresent(value -> conditions.add(server -> value.equals(column.apply(server)))));
        return conditions;
    }

    private static boolean isAllowed(NovaRequest novaRequest, String name) {
        return novaRequest.isAdmin()
                || name.equals("reservation_id")
                || (novaRequest.version().atLeast(83) && FOR_MEMBERS.contains(name));
    }

    private static Pattern compile(String name, String expression) {
        try {
            if (!expression.isEmpty() || name.equals("launch_index")) {
                return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
            }
        } catch (PatternSyntaxException e) {
            // The response is the same as for an empty expression.
        }
        throw ApiException.badRequest("Invalid input for query parameters %1$s. Value: %2$s. '%2$s' is not a 'regex'"
                .formatted(name, expression));
    }

    private static @Nullable String lockedBy(ServerLock lock) {
        return switch (lock) {
            case NONE -> null;
            case OWNER -> "owner";
            case ADMINISTRATOR -> "admin";
        };
    }

    private static @Nullable String imageId(@Nullable SimulatedImage image) {
        return image == null ? null : image.id();
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : COLUMN.format(instant);
    }
}
