package org.stackdeck.simulator.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.support.StableIds;

/**
 * Flavor of the simulated Nova.
 *
 * @param ram in MiB
 * @param disk in GiB
 * @param ephemeral in GiB
 * @param swap in MiB
 * @param deleted whether the flavor is deleted; servers can still use a deleted flavor
 * @param project project that can use the flavor; null for a public flavor
 */
public record SimulatedFlavor(
        String id,
        String name,
        int vcpus,
        int ram,
        int disk,
        int ephemeral,
        int swap,
        Map<String, String> extraSpecs,
        boolean deleted,
        @Nullable SimulatedProject project) {

    public static SimulatedFlavor named(String name, int vcpus, int ram, int disk) {
        return new SimulatedFlavor(
                StableIds.dashed("flavor", name), name, vcpus, ram, disk, 0, 0, Map.of(), false, null);
    }

    public SimulatedFlavor privateTo(SimulatedProject project) {
        return new SimulatedFlavor(id, name, vcpus, ram, disk, ephemeral, swap, extraSpecs, deleted, project);
    }

    /** Returns whether the requester can use the flavor. Administrators can use all flavors. */
    public boolean isAccessibleFor(NovaRequest novaRequest) {
        return novaRequest.isAdmin() || isListedFor(novaRequest);
    }

    /**
     * Returns whether the requester's default list contains the flavor. Does not check whether the flavor is deleted.
     */
    public boolean isListedFor(NovaRequest novaRequest) {
        return project == null || project.id().equals(novaRequest.projectId());
    }

    public SimulatedFlavor retired() {
        return new SimulatedFlavor(id, name, vcpus, ram, disk, ephemeral, swap, extraSpecs, true, project);
    }

    public SimulatedFlavor with(String spec, String value) {
        return new SimulatedFlavor(id, name, vcpus, ram, disk, ephemeral, swap, Map.of(spec, value), deleted, project);
    }

    public SimulatedFlavor withDisks(int itsEphemeral, int itsSwap) {
        return new SimulatedFlavor(id, name, vcpus, ram, disk, itsEphemeral, itsSwap, extraSpecs, deleted, project);
    }
}
