package org.stackdeck.operations;

import java.util.Map;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;

/** The one answer to "may I do this to that server now, and if not, why". Joins grants, state, lock and what is under way. */
public interface Availability {

    Answer of(Subject subject, Server server, ServerAction action);

    /** The answer for every action. */
    Map<ServerAction, Answer> of(Subject subject, Server server);
}
