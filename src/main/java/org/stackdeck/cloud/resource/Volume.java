package org.stackdeck.cloud.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerId;

/**
 * A Cinder volume of a project.
 *
 * @param status Cinder's status: available, in-use, attaching, …
 * @param bootable whether a server can boot from it
 * @param attachedServers the servers to which it is attached
 * @param image the id of the image from which it was created; null if Cinder reports none
 */
public record Volume(
        String id,
        String name,
        String status,
        int sizeGib,
        boolean bootable,
        List<ServerId> attachedServers,
        @Nullable String image)
        implements ProjectResource {

    public Volume {
        attachedServers = List.copyOf(attachedServers);
    }

    /** Creates a volume that was not created from an image. */
    public Volume(String id, String name, String status, int sizeGib, boolean bootable, List<ServerId> attachedTo) {
        this(id, name, status, sizeGib, bootable, attachedTo, null);
    }

    public boolean available() {
        return status.equals("available");
    }
}
