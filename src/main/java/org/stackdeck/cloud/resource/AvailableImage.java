package org.stackdeck.cloud.resource;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerId;

/**
 * An image that the project can use for new servers.
 *
 * @param minDiskGib minimum root disk in GiB
 * @param minRamMib minimum memory in MiB
 * @param sizeBytes null if unknown
 * @param serverData whether the image was created from a server and is not published to all projects, or consists of
 *     volume snapshots
 * @param sourceServer server from which the image was created; null if unknown
 */
public record AvailableImage(
        String id,
        String name,
        int minDiskGib,
        int minRamMib,
        @Nullable Long sizeBytes,
        boolean serverData,
        @Nullable ServerId sourceServer)
        implements SelectableResource {

    /** Creates an image that contains no data of a server. */
    public AvailableImage(String id, String name, int minDiskGib, int minRamMib, @Nullable Long sizeBytes) {
        this(id, name, minDiskGib, minRamMib, sizeBytes, false, null);
    }
}
