package org.stackdeck.operations.admission;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.action.ServerActionRequest;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.availability.SelfEscalationGuard;
import org.stackdeck.operations.lookup.NovaSoftDeletedServerLookup;
import org.stackdeck.operations.state.DeletionProtectionRepository;

/** Finds the server of a requested action, and checks with current permissions whether the action is available. */
@Component
class ActionAdmissionCheck {

    private final Inventory inventory;
    private final NovaSoftDeletedServerLookup deleted;
    private final AccessDecisionService accessDecisionService;
    private final ActionAvailabilityService actionAvailabilityService;
    private final DeletionProtectionRepository protections;

    ActionAdmissionCheck(
            Inventory inventory,
            NovaSoftDeletedServerLookup deleted,
            AccessDecisionService accessDecisionService,
            ActionAvailabilityService actionAvailabilityService,
            DeletionProtectionRepository protections) {
        this.inventory = inventory;
        this.deleted = deleted;
        this.accessDecisionService = accessDecisionService;
        this.actionAvailabilityService = actionAvailabilityService;
        this.protections = protections;
    }

    /**
     * Returns the server, regardless of permissions. If the target may be a deleted server, a server that the caller
     * may not see is looked up like a nonexistent one. The refusal then reveals nothing.
     */
    Optional<Server> findTarget(Caller caller, ServerKey key, ServerAction action) {
        return action.appliesToSoftDeleted()
                ? findVisible(caller, key).or(() -> deleted.find(caller, key))
                : inventory.find(key);
    }

    /**
     * Loads the permissions even for a nonexistent server, so that the response time does not reveal whether it exists.
     */
    ActionAvailability checkAvailability(
            Caller caller, @Nullable Server server, ServerActionRequest serverActionRequest) {
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        if (server == null) {
            return new ActionAvailability.Invisible();
        }
        ActionAvailability actionAvailability =
                actionAvailabilityService.check(subject, server, serverActionRequest.action());
        if (actionAvailability.isAvailable() && serverActionRequest.action().isDestructive()) {
            // The cache may not yet contain a protection that another instance has just set.
            Optional<DeletionProtection> deletionProtection = protections.findProtection(server.key());
            if (deletionProtection.isPresent()) {
                return new ActionAvailability.Protected(deletionProtection.get());
            }
        }
        return actionAvailability.isAvailable()
                ? SelfEscalationGuard.findGain(accessDecisionService.permissions(subject), server, serverActionRequest)
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
