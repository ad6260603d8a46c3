package org.stackdeck.cloud;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A volume of a project.
 *
 * @param status Cinder's word: available, in-use, attaching, …
 * @param bootable whether a server can boot from it
 * @param attachedTo the servers that have it
 * @param image the id of the image that it was made from; null where Cinder tells none
 */
public record Volume(
        String id,
        String name,
        String status,
        int sizeGib,
        boolean bootable,
        List<ServerId> attachedTo,
        @Nullable String image)
        implements Choice {

    public Volume {
        attachedTo = List.copyOf(attachedTo);
    }

    /** Made from no image. */
    public Volume(String id, String name, String status, int sizeGib, boolean bootable, List<ServerId> attachedTo) {
        this(id, name, status, sizeGib, bootable, attachedTo, null);
    }

    public boolean available() {
        return status.equals("available");
    }
}
