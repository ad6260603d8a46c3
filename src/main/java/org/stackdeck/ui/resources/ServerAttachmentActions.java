package org.stackdeck.ui.resources;

import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.action.ServerAttachmentType;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.actions.ServerActionSubmitter;

/** Finds the servers to which a resource can be attached or from which it can be detached, and submits the actions. */
@Component
class ServerAttachmentActions {

    private final Inventory inventory;
    private final ActionAvailabilityService actionAvailabilityService;
    private final ServerActionSubmitter.Services submitterServices;

    ServerAttachmentActions(
            Inventory inventory,
            ActionAvailabilityService actionAvailabilityService,
            ServerActionSubmitter.Services submitterServices) {
        this.inventory = inventory;
        this.actionAvailabilityService = actionAvailabilityService;
        this.submitterServices = submitterServices;
    }

    /** Returns whether the viewer can attach the resource to at least one server of its project. */
    boolean isAttachable(ServerAttachmentType attachment, CloudResource resource, ViewerPermissions viewer) {
        return attachment.isAttachable(resource)
                && serversOf(resource).stream().anyMatch(server -> isAvailable(server, attachment.attach(), viewer));
    }

    /** Returns the servers of the resource's project to which the viewer can attach the resource, sorted by name. */
    List<Server> candidates(ServerAttachmentType attachment, CloudResource resource, ViewerPermissions viewer) {
        return serversOf(resource).stream()
                .filter(server -> isAvailable(server, attachment.attach(), viewer))
                .sorted(Comparator.comparing(Server::displayName, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** Returns the servers from which the viewer can detach the resource. */
    List<Server> attached(ServerAttachmentType attachment, CloudResource resource, ViewerPermissions viewer) {
        return serversOf(resource).stream()
                .filter(server -> attachment.isAttached(resource, server))
                .filter(server -> isAvailable(server, attachment.detach(), viewer))
                .toList();
    }

    /** Returns the servers to which the viewer can move the resource from the given server. */
    List<Server> destinations(
            ServerAttachmentType attachment, CloudResource resource, Server from, ViewerPermissions viewer) {
        return attachment.isMovable()
                ? candidates(attachment, resource, viewer).stream()
                        .filter(server -> !server.key().equals(from.key()))
                        .toList()
                : List.of();
    }

    private List<Server> serversOf(CloudResource resource) {
        return inventory.snapshot().servers().values().stream()
                .filter(server -> server.cloud().equals(resource.cloud())
                        && server.project().equals(resource.project()))
                .toList();
    }

    private boolean isAvailable(Server server, ServerAction action, ViewerPermissions viewer) {
        return viewer.effectivePermissions().isVisible(ServerAttributes.of(server))
                && actionAvailabilityService
                        .check(viewer.subject(), server, action)
                        .isAvailable();
    }

    /** Submits the action. An action that interrupts the use of the server requires a confirmation first. */
    void submit(
            ServerAttachmentType attachment,
            ServerAction action,
            CloudResource resource,
            Server server,
            Messages messages) {
        submit(server, request(attachment, action, resource), messages);
    }

    void move(ServerAttachmentType attachment, CloudResource resource, Server from, Server to, Messages messages) {
        submit(
                to,
                request(attachment, attachment.attach(), resource)
                        .with(
                                ActionParameter.FROM_SERVER,
                                new ActionArgument(from.id().value(), from.displayName())),
                messages);
    }

    private void submit(Server server, ActionRequest request, Messages messages) {
        new ServerActionSubmitter(submitterServices, messages, _ -> {}).confirmAndSubmit(server, request);
    }

    private static ActionRequest request(ServerAttachmentType attachment, ServerAction action, CloudResource resource) {
        return ActionRequest.of(action)
                .with(attachment.parameter(), new ActionArgument(resource.id(), resource.displayName()));
    }
}
