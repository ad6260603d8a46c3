package org.stackdeck.access;

import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;

/** Attributes of a server that permission checks use. Ownership is part of the subject. */
public record ServerFacts(
        ServerKey key, ProjectId project, String name, Set<String> tags, Map<String, String> metadata) {

    public static ServerFacts of(Server server) {
        return new ServerFacts(server.key(), server.project().id(), server.name(), server.tags(), server.metadata());
    }

    /**
     * Attributes of a server that was deleted or not found yet. Without tags and metadata, so that no grant by tag or
     * metadata selects it.
     */
    public static ServerFacts remembered(ServerKey key, ProjectId project, String name) {
        return new ServerFacts(key, project, name, Set.of(), Map.of());
    }
}
