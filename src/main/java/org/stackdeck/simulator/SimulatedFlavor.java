package org.stackdeck.simulator;

import java.util.Map;

/**
 * A flavor.
 *
 * @param ram MiB
 * @param disk GiB
 * @param ephemeral GiB
 * @param swap MiB
 * @param deleted no longer listed, though servers were made from it
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
        boolean deleted) {

    static SimulatedFlavor named(String name, int vcpus, int ram, int disk) {
        return new SimulatedFlavor(Ids.dashed("flavor", name), name, vcpus, ram, disk, 0, 0, Map.of(), false);
    }

    SimulatedFlavor gone() {
        return new SimulatedFlavor(id, name, vcpus, ram, disk, ephemeral, swap, extraSpecs, true);
    }

    SimulatedFlavor with(String spec, String value) {
        return new SimulatedFlavor(id, name, vcpus, ram, disk, ephemeral, swap, Map.of(spec, value), deleted);
    }

    SimulatedFlavor withDisks(int itsEphemeral, int itsSwap) {
        return new SimulatedFlavor(id, name, vcpus, ram, disk, itsEphemeral, itsSwap, extraSpecs, deleted);
    }
}
