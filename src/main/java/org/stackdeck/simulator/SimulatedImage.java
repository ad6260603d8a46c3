package org.stackdeck.simulator;

/**
 * An image.
 *
 * @param size bytes
 * @param minDisk GiB
 * @param deleted no longer in Glance, though servers were made from it
 */
record SimulatedImage(
        String id, String name, String distribution, String version, long size, int minDisk, boolean deleted) {

    static SimulatedImage of(String name, String distribution, String version, long size, int minDisk) {
        return new SimulatedImage(Ids.dashed("image", name), name, distribution, version, size, minDisk, false);
    }

    SimulatedImage gone() {
        return new SimulatedImage(id, name, distribution, version, size, minDisk, true);
    }
}
