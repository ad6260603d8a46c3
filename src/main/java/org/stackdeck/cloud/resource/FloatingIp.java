package org.stackdeck.cloud.resource;

import org.jspecify.annotations.Nullable;

/** @param portId ID of the associated port; null if there is none */
public record FloatingIp(String id, String ip, @Nullable String portId) implements ProjectResource {

    @Override
    public String name() {
        return ip;
    }
}
