package org.stackdeck.simulator.model;

import java.util.List;

/**
 * Attributes of an image that users can change.
 *
 * @param minDisk minimum disk size in GiB
 * @param minRam minimum memory in MiB
 * @param isProtected whether the image cannot be deleted
 * @param visibility public, community, shared or private
 */
public record ImageAttributes(
        String name, int minDisk, int minRam, boolean isProtected, String visibility, List<String> tags) {

    public ImageAttributes {
        tags = List.copyOf(tags);
    }
}
