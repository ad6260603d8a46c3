package org.stackdeck.cloud;

import org.jspecify.annotations.Nullable;

/**
 * A floating address of a project.
 *
 * @param portId the port it leads to; null when it leads nowhere
 */
public record FloatingIp(String id, String ip, @Nullable String portId) implements Choice {

    @Override
    public String name() {
        return ip;
    }
}
