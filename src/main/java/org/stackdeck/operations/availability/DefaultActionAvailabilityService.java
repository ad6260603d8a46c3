package org.stackdeck.operations.availability;

import com.github.benmanes.caffeine.cache.Interner;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionRules;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.state.ActiveOperationRegistry;

/**
 * Checks in this order: grants, deletion protection, other operations, lock, state. The lock also applies to
 * administrators. Stackdeck enforces the lock itself, because Nova ignores locks for administrator credentials, and
 * Stackdeck may use such a credential.
 */
@Component
public class DefaultActionAvailabilityService implements ActionAvailabilityService {

    private final AccessDecisionService accessDecisionService;
    private final ActiveOperationRegistry active;
    private final DeletionProtectionCache protections;
    private final Clouds clouds;
    /**
     * Shares equal results, because most servers have the same availabilities and each open page keeps the
     * availabilities of its visible rows.
     */
    private final Interner<Map<ServerAction, ActionAvailability>> interner = Interner.newWeakInterner();

    DefaultActionAvailabilityService(
            AccessDecisionService accessDecisionService,
            ActiveOperationRegistry active,
            DeletionProtectionCache protections,
            Clouds clouds) {
        this.accessDecisionService = accessDecisionService;
        this.active = active;
        this.protections = protections;
        this.clouds = clouds;
    }

    @Override
    public ActionAvailability check(Subject subject, Server server, ServerAction action) {
        return evaluate(
                accessDecisionService.decide(subject, Permission.requiredFor(action), ServerAttributes.of(server)),
                server,
                action);
    }

    private ActionAvailability evaluate(Decision decision, Server server, ServerAction action) {
        ActionAvailability granted = ActionAvailability.of(decision);
        if (!granted.isAvailable()) {
            return granted;
        }
        Optional<DeletionProtection> deletionProtection = findProtection(action, server.key());
        if (deletionProtection.isPresent()) {
            return new ActionAvailability.Protected(deletionProtection.get());
        }
        Optional<Operation> other =
                active.findByTarget(server.key()).filter(operation -> !isDeletionDuringCreation(operation, action));
        return other.isPresent() ? new ActionAvailability.Busy(other.get()) : checkState(server, action);
    }

    /** Returns whether the action deletes a server during its creation, which Nova permits. */
    private static boolean isDeletionDuringCreation(Operation other, ServerAction action) {
        return other.action() == ServerAction.CREATE && action == ServerAction.DELETE;
    }

    @Override
    public Map<ServerAction, ActionAvailability> checkAll(Subject subject, Server server) {
        ServerAttributes attributes = ServerAttributes.of(server);
        // Each permission is decided once, because several actions require the same permission.
        Map<Permission, Decision> decisions = new EnumMap<>(Permission.class);
        Map<ServerAction, ActionAvailability> availabilities = new EnumMap<>(ServerAction.class);
        for (ServerAction action : ServerAction.values()) {
            Decision decision = decisions.computeIfAbsent(
                    Permission.requiredFor(action),
                    permission -> accessDecisionService.decide(subject, permission, attributes));
            availabilities.put(action, evaluate(decision, server, action));
        }
        return interner.intern(Collections.unmodifiableMap(availabilities));
    }

    @Override
    public ActionAvailability check(Subject subject, CloudResource resource, ResourceAction action) {
        Project project = resource.project();
        // The owner of a published resource can be a project that Stackdeck cannot use.
        if (project == null
                || clouds.resourceClient(resource.cloud(), project.id()).isEmpty()) {
            return new ActionAvailability.Invisible();
        }
        for (Permission permission : Permission.allRequiredFor(action)) {
            ActionAvailability granted = ActionAvailability.of(
                    accessDecisionService.decide(subject, permission, ResourceAttributes.of(resource, project.id())));
            if (!granted.isAvailable()) {
                return granted;
            }
        }
        return findProtection(action, resource.key())
                .<ActionAvailability>map(ActionAvailability.Protected::new)
                .or(() -> active.findByTarget(resource.key()).map(ActionAvailability.Busy::new))
                .orElseGet(() -> checkState(resource, action));
    }

    private Optional<DeletionProtection> findProtection(CloudAction action, ActionTarget target) {
        return action.isDestructive() ? protections.current().find(target) : Optional.empty();
    }

    /**
     * Checks whether the service accepts the action in the resource's state, and whether the user may change the
     * attributes of the request without permission for the server that uses the resource.
     */
    public static ActionAvailability checkState(CloudResource resource, ActionRequest request) {
        return request.arguments().keySet().stream()
                        .allMatch(attribute -> ResourceActionRules.isEditable(resource, attribute))
                ? checkState(resource, (ResourceAction) request.action())
                : new ActionAvailability.Obstructed(ChangeObstacle.USED_BY_SERVER);
    }

    /** Checks whether the service accepts the action in the resource's state. */
    public static ActionAvailability checkState(CloudResource resource, ResourceAction action) {
        if (action.isDeletion() && resource.isProtected()) {
            return new ActionAvailability.Obstructed(ChangeObstacle.PROTECTED_IN_CLOUD);
        }
        if (action == ResourceAction.IMPORT_IMAGE
                && action.isAllowedIn(resource.status())
                && !resource.isTrue(CloudResource.IMPORTABLE)) {
            return new ActionAvailability.Obstructed(ChangeObstacle.NOT_IMPORTABLE);
        }
        if (action.parameters().contains(ActionParameter.PROJECT) && !ResourceActionRules.isShareable(resource)) {
            return new ActionAvailability.Obstructed(ChangeObstacle.NOT_SHARED);
        }
        if (action == ResourceAction.DELETE_VOLUME_BACKUP && resource.isTrue(CloudResource.HAS_DEPENDENT_BACKUPS)) {
            return new ActionAvailability.Obstructed(ChangeObstacle.DEPENDENT_BACKUPS);
        }
        if (action == ResourceAction.TRANSFER_VOLUME
                && resource.text(CloudResource.GROUP).isPresent()) {
            return new ActionAvailability.Obstructed(ChangeObstacle.IN_VOLUME_GROUP);
        }
        // Neutron would detach the port from the server, which requires a permission for the server.
        if (action == ResourceAction.DELETE_PORT && ResourceActionRules.isPortOfServer(resource)) {
            return new ActionAvailability.Obstructed(ChangeObstacle.USED_BY_SERVER);
        }
        return action.isAllowedIn(resource.status())
                ? new ActionAvailability.Available()
                : new ActionAvailability.WrongResourceStatus(resource.status());
    }

    /** Checks the server's lock and state. */
    public static ActionAvailability.StateAvailability checkState(Server server, ServerAction action) {
        if (server.locked() != action.requiresLocked()) {
            return server.locked()
                    ? new ActionAvailability.Locked(server.lockedReason())
                    : new ActionAvailability.NotLocked();
        }
        return action.isAllowedIn(server)
                ? new ActionAvailability.Available()
                : new ActionAvailability.WrongState(server.status(), server.taskState());
    }
}
