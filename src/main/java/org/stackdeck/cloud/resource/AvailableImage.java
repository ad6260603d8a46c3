package org.stackdeck.cloud.resource;

import org.jspecify.annotations.Nullable;

/**
 * An image that the project can use for new servers.
 *
 * @param minDiskGib minimum root disk in GiB
 * @param minRamMib minimum memory in MiB
 * @param sizeBytes null if unknown
 */
public record AvailableImage(
        String id,
        String name,
        int minDiskGib,
        int minRamMib,
        @Nullable Long sizeBytes) implements ProjectResource {}
