package org.stackdeck.access;

import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;

/** What a decision may know of a server. To whom it belongs is known of the subject. */
public record ServerFacts(
        ServerKey key, ProjectId project, String name, Set<String> tags, Map<String, String> metadata) {

    public static ServerFacts of(Server server) {
        return new ServerFacts(server.key(), server.project().id(), server.name(), server.tags(), server.metadata());
    }

    /** Of a server that is gone, or not yet found: its tags and metadata are not known, so no grant by them selects it. */
    public static ServerFacts remembered(ServerKey key, ProjectId project, String name) {
        return new ServerFacts(key, project, name, Set.of(), Map.of());
    }
}
