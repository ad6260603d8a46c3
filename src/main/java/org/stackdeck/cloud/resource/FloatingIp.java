package org.stackdeck.cloud.resource;

import org.jspecify.annotations.Nullable;

/**
 * A floating IP of a project. Its address is also its name.
 *
 * @param portId ID of the associated port; null if there is none
 */
public record FloatingIp(String id, String ip, @Nullable String portId) implements SelectableResource {

    @Override
    public String name() {
        return ip;
    }
}
