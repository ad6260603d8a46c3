package org.stackdeck.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flavor.
 *
 * @param ram MiB
 * @param disk GiB
 * @param ephemeral GiB
 * @param swap MiB
 * @param deleted no longer listed, though servers were made from it
 * @param only the project that may use it; null for a public one
 */
record SimulatedFlavor(
        String id,
        String name,
        int vcpus,
        int ram,
        int disk,
        int ephemeral,
        int swap,
        Map<String, String> extraSpecs,
        boolean deleted,
        @Nullable SimulatedProject only) {

    static SimulatedFlavor named(String name, int vcpus, int ram, int disk) {
        return new SimulatedFlavor(Ids.dashed("flavor", name), name, vcpus, ram, disk, 0, 0, Map.of(), false, null);
    }

    SimulatedFlavor privateTo(SimulatedProject project) {
        return new SimulatedFlavor(id, name, vcpus, ram, disk, ephemeral, swap, extraSpecs, deleted, project);
    }

    /** An administrator may use every flavor. */
    boolean openTo(NovaCall call) {
        return call.admin() || listedFor(call);
    }

    /** Whether Nova tells of it unasked. */
    boolean listedFor(NovaCall call) {
        return only == null || only.id().equals(call.projectId());
    }

    SimulatedFlavor gone() {
        return new SimulatedFlavor(id, name, vcpus, ram, disk, ephemeral, swap, extraSpecs, true, only);
    }

    SimulatedFlavor with(String spec, String value) {
        return new SimulatedFlavor(id, name, vcpus, ram, disk, ephemeral, swap, Map.of(spec, value), deleted, only);
    }

    SimulatedFlavor withDisks(int itsEphemeral, int itsSwap) {
        return new SimulatedFlavor(id, name, vcpus, ram, disk, itsEphemeral, itsSwap, extraSpecs, deleted, only);
    }
}
