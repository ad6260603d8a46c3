package org.stackdeck.simulator.model;

import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.support.StableIds;

/**
 * Attachment of a volume to a server.
 *
 * @param device path in the guest, such as {@code /dev/vdb}
 */
public record VolumeAttachment(
        String volumeId,
        String device,
        boolean deleteOnTermination,
        @Nullable String tag) {

    /** Returns the ID in Cinder. */
    public String id() {
        return StableIds.dashed("attachment", volumeId);
    }

    /** Returns the ID in Nova. */
    public String bdmId() {
        return StableIds.dashed("block-device-mapping", volumeId);
    }

    public VolumeAttachment deletedOnTermination(boolean wanted) {
        return new VolumeAttachment(volumeId, device, wanted, tag);
    }
}
