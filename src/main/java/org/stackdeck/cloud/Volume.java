package org.stackdeck.cloud;

import java.util.List;

/**
 * A volume of a project.
 *
 * @param status Cinder's word: available, in-use, attaching, …
 * @param bootable whether a server can boot from it
 * @param attachedTo the servers that have it
 */
public record Volume(String id, String name, String status, int sizeGib, boolean bootable, List<ServerId> attachedTo)
        implements Choice {

    public Volume {
        attachedTo = List.copyOf(attachedTo);
    }

    public boolean available() {
        return status.equals("available");
    }
}
