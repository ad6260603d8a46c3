package org.stackdeck.access;

import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;

/** Attributes of a server that permission checks use. Ownership is part of the subject. */
public record ServerAttributes(
        ServerKey key, ProjectId project, String name, Set<String> tags, Map<String, String> metadata)
        implements ResourceAttributes {

    @Override
    public CloudName cloud() {
        return key.cloud();
    }

    @Override
    public boolean hasOneOf(Set<ServerId> ids) {
        return ids.contains(key.id());
    }

    @Override
    public ServerKey target() {
        return key;
    }

    @Override
    public Permission readPermission() {
        return Permission.SERVER_READ;
    }

    public static ServerAttributes of(Server server) {
        return new ServerAttributes(
                server.key(), server.project().id(), server.name(), server.tags(), server.metadata());
    }

    /**
     * Creates attributes for a server that is not in the inventory. Tags and metadata are empty, so that no grant by
     * tag or metadata selects the server.
     */
    public static ServerAttributes withoutMetadata(ServerKey key, ProjectId project, String name) {
        return new ServerAttributes(key, project, name, Set.of(), Map.of());
    }
}
