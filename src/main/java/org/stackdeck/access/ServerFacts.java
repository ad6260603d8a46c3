package org.stackdeck.access;

import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;

/** What a decision may know of a server. */
public record ServerFacts(ServerKey key, ProjectId project) {

    public static ServerFacts of(Server server) {
        return new ServerFacts(server.key(), server.project().id());
    }
}
