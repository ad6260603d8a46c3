package org.stackdeck.operations;

import java.util.Map;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.server.Server;

/**
 * Decides whether an action on a server or another resource is available to a user, based on grants, deletion
 * protection, other operations, lock and state.
 */
public interface ActionAvailabilityService {

    ActionAvailability check(Subject subject, Server server, ServerAction action);

    Map<ServerAction, ActionAvailability> checkAll(Subject subject, Server server);

    ActionAvailability check(Subject subject, CloudResource resource, ResourceAction action);
}
