package org.stackdeck.simulator.nova;

import java.util.Comparator;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.model.SimulatedFlavor;

/** Applies {@code sort_key} and {@code sort_dir} of a list of flavors. */
final class FlavorListSort {

    private FlavorListSort() {}

    /** Returns the requested order; by default, the order of the IDs. */
    static Comparator<SimulatedFlavor> of(QueryParameters queryParameters) {
        Comparator<SimulatedFlavor> order =
                by(queryParameters.last("sort_key").orElse("flavorid")).thenComparing(SimulatedFlavor::id);
        return queryParameters.last("sort_dir").orElse("asc").equals("asc") ? order : order.reversed();
    }

    private static Comparator<SimulatedFlavor> by(String key) {
        return switch (key) {
            case "ephemeral_gb" -> Comparator.comparingInt(SimulatedFlavor::ephemeral);
            case "is_public" -> Comparator.comparing(flavor -> flavor.project() == null);
            case "memory_mb" -> Comparator.comparingInt(SimulatedFlavor::ram);
            case "name" -> Comparator.comparing(SimulatedFlavor::name);
            case "root_gb" -> Comparator.comparingInt(SimulatedFlavor::disk);
            case "swap" -> Comparator.comparingInt(SimulatedFlavor::swap);
            case "vcpus" -> Comparator.comparingInt(SimulatedFlavor::vcpus);
            // Flavors do not differ in the other attributes. The key id, the number of the row, has the same order as
            // the IDs.
            default -> (_, _) -> 0;
        };
    }
}
