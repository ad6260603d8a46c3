package org.stackdeck.simulator;

import org.jspecify.annotations.Nullable;

/**
 * Attachment of a volume to a server.
 *
 * @param device path in the guest, such as {@code /dev/vdb}
 */
record VolumeAttachment(
        String volumeId,
        String device,
        boolean deleteOnTermination,
        @Nullable String tag) {

    /** ID in Cinder. */
    String id() {
        return Ids.dashed("attachment", volumeId);
    }

    /** ID in Nova. */
    String bdmId() {
        return Ids.dashed("block-device-mapping", volumeId);
    }

    VolumeAttachment deletedOnTermination(boolean wanted) {
        return new VolumeAttachment(volumeId, device, wanted, tag);
    }
}
