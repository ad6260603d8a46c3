package org.stackdeck.requests;

import java.util.Set;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;

/**
 * Servers that access is requested for.
 *
 * @param servers servers of the project, at most {@value #MOST}; empty for all existing and future ones
 */
public record Target(CloudName cloud, ProjectId project, Set<ServerId> servers) {

    public static final int MOST = 50;

    public Target {
        if (servers.size() > MOST) {
            throw new IllegalArgumentException("a request is for at most " + MOST + " servers");
        }
        servers = Set.copyOf(servers);
    }

    public boolean wholeProject() {
        return servers.isEmpty();
    }
}
