package org.stackdeck.operations;

import java.util.Map;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;

/** Decides whether an action on a server is available to a user, by grants, state, lock and pending operations. */
public interface Availability {

    Answer of(Subject subject, Server server, ServerAction action);

    /** Checks all actions. */
    Map<ServerAction, Answer> of(Subject subject, Server server);
}
