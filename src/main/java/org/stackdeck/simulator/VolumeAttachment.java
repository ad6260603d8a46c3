package org.stackdeck.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A volume on a server.
 *
 * @param device where the guest sees it, as {@code /dev/vdb}
 */
record VolumeAttachment(
        String volumeId,
        String device,
        boolean deleteOnTermination,
        @Nullable String tag) {

    /** Cinder's id of it. */
    String id() {
        return Ids.dashed("attachment", volumeId);
    }

    /** Nova's id of it. */
    String bdmId() {
        return Ids.dashed("block-device-mapping", volumeId);
    }

    VolumeAttachment deletedOnTermination(boolean wanted) {
        return new VolumeAttachment(volumeId, device, wanted, tag);
    }
}
