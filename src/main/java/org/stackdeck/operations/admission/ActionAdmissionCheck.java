package org.stackdeck.operations.admission;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.availability.DefaultActionAvailabilityService;
import org.stackdeck.operations.availability.ResourceCreationAuthorizer;
import org.stackdeck.operations.availability.SelfEscalationGuard;
import org.stackdeck.operations.lookup.NovaSoftDeletedServerLookup;
import org.stackdeck.operations.protection.DeletionProtectionRepository;

/** Finds the target of a requested action, and checks with current permissions whether the action is available. */
@Component
class ActionAdmissionCheck {

    private final Inventory inventory;
    private final ResourceInventory resourceInventory;
    private final NovaSoftDeletedServerLookup deleted;
    private final AccessDecisionService accessDecisionService;
    private final ActionAvailabilityService actionAvailabilityService;
    private final DeletionProtectionRepository protections;
    private final ResourceCreationAuthorizer creationAuthorizer;
    private final Clouds clouds;

    ActionAdmissionCheck(
            Inventory inventory,
            ResourceInventory resourceInventory,
            NovaSoftDeletedServerLookup deleted,
            AccessDecisionService accessDecisionService,
            ActionAvailabilityService actionAvailabilityService,
            DeletionProtectionRepository protections,
            ResourceCreationAuthorizer creationAuthorizer,
            Clouds clouds) {
        this.inventory = inventory;
        this.resourceInventory = resourceInventory;
        this.deleted = deleted;
        this.accessDecisionService = accessDecisionService;
        this.actionAvailabilityService = actionAvailabilityService;
        this.protections = protections;
        this.creationAuthorizer = creationAuthorizer;
        this.clouds = clouds;
    }

    /**
     * Returns the target, regardless of permissions. The target of a creation is found only if the project is known. If
     * the action applies to soft-deleted servers, a server that the caller cannot see is looked up like a nonexistent
     * server. The refusal therefore does not reveal whether the server exists.
     */
    Optional<AdmissionTarget> findTarget(Caller caller, ActionTarget target, ActionRequest request) {
        return switch (request.action()) {
            case ServerAction onServer ->
                findServer(caller, (ServerKey) target, onServer).map(AdmissionTarget.OfServer::new);
            case ResourceAction _
            when target instanceof NewResourceTarget place ->
                clouds.project(place.cloud(), place.project())
                        .map(_ -> AdmissionTarget.OfNewResource.of(place, request));
            // An existing resource is not the target of its creation.
            case ResourceAction action -> action.isCreation() ? Optional.empty() : findResource((ResourceKey) target);
        };
    }

    private Optional<Server> findServer(Caller caller, ServerKey key, ServerAction action) {
        return action.appliesToSoftDeleted()
                ? findVisible(caller, key).or(() -> deleted.find(caller, key))
                : inventory.find(key);
    }

    private Optional<AdmissionTarget> findResource(ResourceKey key) {
        // If the user may see such resources, their list has already been loaded. A request to the cloud would delay
        // pages, and its duration would reveal which IDs exist. The state is checked again before the action is sent.
        return resourceInventory
                .findKnown(key)
                .flatMap(resource -> Optional.ofNullable(resource.project())
                        .map(project -> new AdmissionTarget.OfResource(resource, project.id())));
    }

    /**
     * Checks the availability. Loads the permissions even for a nonexistent target, so that the response time does not
     * reveal whether it exists.
     */
    ActionAvailability checkAvailability(Caller caller, @Nullable AdmissionTarget target, ActionRequest actionRequest) {
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        return switch (target) {
            case null -> new ActionAvailability.Invisible();
            case AdmissionTarget.OfServer(Server server) -> checkAvailability(subject, server, actionRequest);
            case AdmissionTarget.OfResource(CloudResource resource, ProjectId project) ->
                refuseSelfEscalation(
                        refuseProtected(
                                resource.key(),
                                actionRequest.action(),
                                checkAvailability(subject, resource, actionRequest)),
                        () -> SelfEscalationGuard.findGain(
                                accessDecisionService.permissions(subject), resource, project, actionRequest));
            case AdmissionTarget.OfNewResource(NewResourceTarget place, String _) ->
                creationAuthorizer.check(subject, place, actionRequest);
        };
    }

    private ActionAvailability checkAvailability(Subject subject, CloudResource resource, ActionRequest actionRequest) {
        ActionAvailability ofAction =
                actionAvailabilityService.check(subject, resource, (ResourceAction) actionRequest.action());
        return ofAction.isAvailable() ? DefaultActionAvailabilityService.checkState(resource, actionRequest) : ofAction;
    }

    private ActionAvailability checkAvailability(Subject subject, Server server, ActionRequest actionRequest) {
        ActionAvailability actionAvailability = refuseProtected(
                server.key(),
                actionRequest.action(),
                actionAvailabilityService.check(subject, server, actionRequest.serverAction()));
        Optional<ActionAvailability> ofSource = actionAvailability.isAvailable()
                ? actionRequest
                        .value(ActionParameter.FROM_SERVER)
                        .map(source -> checkSource(subject, server, new ServerId(source)))
                : Optional.empty();
        // Only a resolved port is one of this server. The response must not reveal protections of other ports.
        if (ofSource.isEmpty()
                && actionAvailability.isAvailable()
                && !actionRequest.hasUnresolvedArguments()
                && protections.findProtectedPort(server.key(), actionRequest).isPresent()) {
            return new ActionAvailability.Obstructed(ChangeObstacle.PORT_PROTECTED);
        }
        return refuseSelfEscalation(
                ofSource.orElse(actionAvailability),
                () -> SelfEscalationGuard.findGain(accessDecisionService.permissions(subject), server, actionRequest));
    }

    /**
     * Reads the protection from the database, because the cache may not yet contain a protection that another instance
     * has just set.
     */
    private ActionAvailability refuseProtected(
            ActionTarget target, CloudAction action, ActionAvailability actionAvailability) {
        return actionAvailability.isAvailable() && action.isDestructive()
                ? protections
                        .findProtection(target)
                        .<ActionAvailability>map(ActionAvailability.Protected::new)
                        .orElse(actionAvailability)
                : actionAvailability;
    }

    /**
     * Checks the server from which a floating IP is moved. The result is the same for an invisible and a nonexistent
     * server.
     */
    private ActionAvailability checkSource(Subject subject, Server target, ServerId source) {
        return inventory
                .find(new ServerKey(target.cloud(), source))
                .filter(server -> server.project().equals(target.project())
                        && accessDecisionService.isVisible(subject, ServerAttributes.of(server)))
                .map(server -> actionAvailabilityService.check(subject, server, ServerAction.DISASSOCIATE_FLOATING_IP))
                .filter(ActionAvailability::isAvailable)
                .orElseGet(() -> new ActionAvailability.SourceUnavailable(source));
    }

    private static ActionAvailability refuseSelfEscalation(
            ActionAvailability actionAvailability, Supplier<Optional<Permission>> gain) {
        return actionAvailability.isAvailable()
                ? gain.get()
                        .<ActionAvailability>map(ActionAvailability.SelfEscalation::new)
                        .orElse(actionAvailability)
                : actionAvailability;
    }

    private Optional<Server> findVisible(Caller caller, ServerKey key) {
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        return inventory
                .find(key)
                .filter(found -> accessDecisionService.isVisible(subject, ServerAttributes.of(found)));
    }
}
