package org.stackdeck.simulator.nova.servers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.state.ServerStore;

/**
 * Sort order of a server list by the parameters {@code sort_key} and {@code sort_dir}. Each can occur several times.
 */
final class ServerListSort {

    private static final Set<String> ADMINISTRATORS_ONLY = Set.of("host", "node");

    private ServerListSort() {}

    /** @throws ApiException 403 if only administrators can sort by a key; 400 if there are more directions than keys */
    static Comparator<SimulatedServer> of(NovaRequest novaRequest) {
        QueryParameters queryParameters = novaRequest.request().query();
        if (isDefault(queryParameters)) {
            return ServerStore.NEWEST_FIRST;
        }
        List<String> keys = new ArrayList<>(keys(queryParameters));
        List<String> directions = new ArrayList<>(directions(queryParameters));
        for (String key : keys) {
            if (ADMINISTRATORS_ONLY.contains(key) && !novaRequest.isAdmin()) {
                throw ApiException.forbidden("Only administrators can sort servers by " + key);
            }
        }
        // Adds the key uuid before missing directions are replaced with the first direction, like
        // nova.compute.instance_list.InstanceSortContext.
        if (!keys.contains("uuid")) {
            keys.add("uuid");
            directions.add("asc");
        }
        if (directions.size() > keys.size()) {
            throw ApiException.badRequest("Invalid input received: Sort direction size exceeds sort key size");
        }
        Comparator<SimulatedServer> order = (_, _) -> 0;
        for (int i = 0; i < keys.size(); i++) {
            Comparator<SimulatedServer> ascending = by(keys.get(i));
            String direction = directions.get(i < directions.size() ? i : 0);
            order = order.thenComparing(direction.equals("asc") ? ascending : ascending.reversed());
        }
        return order;
    }

    /** Returns whether the order is that of the server store: newest first. */
    static boolean isDefault(QueryParameters queryParameters) {
        return keys(queryParameters).equals(List.of("created_at"))
                && directions(queryParameters).equals(List.of("desc"));
    }

    private static List<String> keys(QueryParameters queryParameters) {
        return queryParameters.has("sort_key") ? queryParameters.all("sort_key") : List.of("created_at");
    }

    private static List<String> directions(QueryParameters queryParameters) {
        return queryParameters.has("sort_dir") ? queryParameters.all("sort_dir") : List.of("desc");
    }

    private static Comparator<SimulatedServer> by(String key) {
        return switch (key) {
            case "availability_zone" -> Comparator.comparing(SimulatedServer::hasHost);
            case "config_drive" ->
                Comparator.comparing(s -> s.immutableProperties().configDrive());
            case "created_at" ->
                Comparator.comparing(s -> s.immutableProperties().created());
            case "display_description" -> Comparator.comparing(s -> text(s.description()));
            case "display_name" -> Comparator.comparing(SimulatedServer::name);
            case "host", "node" ->
                Comparator.comparing(s -> s.hasHost() ? text(s.configuration().host()) : "");
            case "hostname" -> Comparator.comparing(s -> s.configuration().hostname());
            case "image_ref" ->
                Comparator.comparing(s -> imageId(s.configuration().image()));
            case "instance_type_id" ->
                Comparator.comparing(s -> s.configuration().flavor().id());
            case "key_name" -> Comparator.comparing(s -> text(s.configuration().keyName()));
            case "launched_at" -> Comparator.comparing(s -> time(s.launched()));
            case "locked" -> Comparator.comparing(SimulatedServer::locked);
            case "power_state" -> Comparator.comparingInt(SimulatedServer::power);
            case "project_id" ->
                Comparator.comparing(s -> s.immutableProperties().project().id());
            case "task_state" -> Comparator.comparing(s -> text(s.task()));
            case "terminated_at" -> Comparator.comparing(s -> time(s.terminated()));
            case "updated_at" -> Comparator.comparing(SimulatedServer::updated);
            case "user_id" -> Comparator.comparing(s -> s.immutableProperties().userId());
            case "uuid" -> Comparator.comparing(SimulatedServer::id);
            case "vm_state" -> Comparator.comparing(s -> s.vmState().code());
            // All servers have the same access addresses, auto_disk_config, progress and root_device_name.
            default -> (_, _) -> 0;
        };
    }

    /** Returns the value to sort by. Null becomes an empty string, which is sorted first, as in MySQL. */
    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static Instant time(@Nullable Instant value) {
        return value == null ? Instant.MIN : value;
    }

    private static String imageId(@Nullable SimulatedImage image) {
        return image == null ? "" : image.id();
    }
}
