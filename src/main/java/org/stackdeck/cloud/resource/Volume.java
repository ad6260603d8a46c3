package org.stackdeck.cloud.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerId;

/**
 * A Cinder volume of a project.
 *
 * @param status Cinder's status: available, in-use, attaching, …
 * @param image the ID of the image from which the volume was created; null if Cinder reports none
 */
public record Volume(
        String id,
        String name,
        String status,
        int sizeGib,
        boolean bootable,
        List<ServerId> attachedServers,
        @Nullable String image)
        implements SelectableResource {

    public Volume {
        attachedServers = List.copyOf(attachedServers);
    }

    public Volume(String id, String name, String status, int sizeGib, boolean bootable, List<ServerId> attachedTo) {
        this(id, name, status, sizeGib, bootable, attachedTo, null);
    }

    public boolean isAvailable() {
        return status.equals("available");
    }
}
