package org.stackdeck.accessrequests;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;

/**
 * Target of an access request: servers or other resources of one project.
 *
 * @param kind kind of the resources; null for servers
 * @param servers IDs of the servers or other resources, at most {@value #MAX_SERVERS}; empty for all existing and
 *     future servers of the project
 */
public record AccessRequestTarget(
        CloudName cloud, ProjectId project, @Nullable ResourceKind kind, Set<ServerId> servers) {

    public static final int MAX_SERVERS = 50;

    public AccessRequestTarget {
        if (servers.size() > MAX_SERVERS) {
            throw new IllegalArgumentException("a request has at most " + MAX_SERVERS + " servers");
        }
        if (kind != null && servers.isEmpty()) {
            throw new IllegalArgumentException("a request for resources names them");
        }
        servers = Set.copyOf(servers);
    }

    public static AccessRequestTarget ofServers(CloudName cloud, ProjectId project, Set<ServerId> servers) {
        return new AccessRequestTarget(cloud, project, null, servers);
    }

    /** Returns the key of a server or another resource of the target. */
    public ActionTarget key(ServerId id) {
        return kind == null ? new ServerKey(cloud, id) : new ResourceKey(cloud, kind, id.value());
    }

    public boolean isWholeProject() {
        return servers.isEmpty();
    }
}
