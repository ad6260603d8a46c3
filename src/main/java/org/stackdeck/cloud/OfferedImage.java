package org.stackdeck.cloud;

import org.jspecify.annotations.Nullable;

/**
 * An image that servers can be made from.
 *
 * @param minDiskGib the smallest root disk it fits on, in GiB
 * @param minRamMib the least memory it runs with, in MiB
 * @param sizeBytes null while it is not known
 */
public record OfferedImage(
        String id,
        String name,
        int minDiskGib,
        int minRamMib,
        @Nullable Long sizeBytes) implements Choice {}
