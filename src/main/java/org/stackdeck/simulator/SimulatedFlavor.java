package org.stackdeck.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Flavor.
 *
 * @param ram MiB
 * @param disk GiB
 * @param ephemeral GiB
 * @param swap MiB
 * @param deleted whether it is no longer listed, although servers use it
 * @param only project that can use it; null for a public flavor
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

    /** Administrators can use all flavors. */
    boolean openTo(NovaCall call) {
        return call.admin() || listedFor(call);
    }

    /** Whether Nova includes it in the default list. */
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
