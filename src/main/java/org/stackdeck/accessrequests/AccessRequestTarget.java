package org.stackdeck.accessrequests;

import java.util.Set;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;

/**
 * Target of an access request: servers of one project.
 *
 * @param servers servers of the project, at most {@value #MAX_SERVERS}; empty for all existing and future ones
 */
public record AccessRequestTarget(CloudName cloud, ProjectId project, Set<ServerId> servers) {

    public static final int MAX_SERVERS = 50;

    public AccessRequestTarget {
        if (servers.size() > MAX_SERVERS) {
            throw new IllegalArgumentException("a request has at most " + MAX_SERVERS + " servers");
        }
        servers = Set.copyOf(servers);
    }

    public boolean isWholeProject() {
        return servers.isEmpty();
    }
}
