package org.stackdeck.operations.protection;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.DeletionProtectionService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.availability.ActionRefusalRecorder;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;
import org.stackdeck.operations.protection.DeletionProtectionRepository.ProtectionRow;

/** Sets and removes deletion protections in the database after checking the caller's permissions. */
@Service
class DefaultDeletionProtectionService implements DeletionProtectionService {

    private static final String PROTECT = ".protect";
    private static final String UNPROTECT = ".lift-protection";

    private final Inventory inventory;
    private final ResourceInventory resourceInventory;
    private final SoftDeletedServerLookup deleted;
    private final AttemptThrottle attemptThrottle;
    private final AccessDecisionService accessDecisionService;
    private final ActionRefusalRecorder refusals;
    private final DeletionProtectionRecorder recorder;
    private final Clock clock;

    DefaultDeletionProtectionService(
            Inventory inventory,
            ResourceInventory resourceInventory,
            SoftDeletedServerLookup deleted,
            AttemptThrottle attemptThrottle,
            AccessDecisionService accessDecisionService,
            ActionRefusalRecorder refusals,
            DeletionProtectionRecorder recorder,
            Clock clock) {
        this.inventory = inventory;
        this.resourceInventory = resourceInventory;
        this.deleted = deleted;
        this.attemptThrottle = attemptThrottle;
        this.accessDecisionService = accessDecisionService;
        this.refusals = refusals;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** A server or another resource, with a function that decides whether a user may delete it. */
    private record ProtectableTarget(String name, ProjectId project, Function<Subject, Decision> decision) {}

    @Override
    public DeletionProtection protect(Caller caller, ActionTarget target, @Nullable String reason) {
        attemptThrottle.recordChange(caller);
        String action = target.objectType() + PROTECT;
        ProtectableTarget found = requirePermission(caller, target, action, find(target));
        DeletionProtection deletionProtection =
                new DeletionProtection(target, caller.userId(), caller.userName(), clock.instant(), reason);
        Optional<Operation> tooLate =
                recorder.save(caller, new ProtectionRow(deletionProtection, found.project(), found.name()), action);
        if (tooLate.isPresent()) {
            throw refusals.refuse(caller, target, found.name(), action, new ActionAvailability.Busy(tooLate.get()));
        }
        return deletionProtection;
    }

    @Override
    public void unprotect(Caller caller, ActionTarget target) {
        String action = target.objectType() + UNPROTECT;
        boolean isProtected = recorder.isProtected(target);
        ProtectableTarget found = requirePermission(
                caller,
                target,
                action,
                find(target)
                        // Only protected servers are looked up in the cloud.
                        .or(() -> isProtected && target instanceof ServerKey server
                                ? deleted.find(caller, server).map(this::of)
                                : Optional.empty()));
        if (!isProtected) {
            return;
        }
        refusals.requireReauthentication(caller, target, found.name(), action);
        recorder.delete(caller, target, found.name(), action);
    }

    private Optional<ProtectableTarget> find(ActionTarget target) {
        return switch (target) {
            case ServerKey server -> inventory.find(server).map(this::of);
            case ResourceKey resource -> resourceInventory.findKnown(resource).flatMap(this::of);
            default -> throw new IllegalArgumentException("cannot be protected: " + target);
        };
    }

    private ProtectableTarget of(Server server) {
        return new ProtectableTarget(
                server.name(),
                server.project().id(),
                subject ->
                        accessDecisionService.decide(subject, Permission.SERVER_DELETE, ServerAttributes.of(server)));
    }

    /** Returns empty if the project is unknown or the kind cannot be protected. */
    private Optional<ProtectableTarget> of(CloudResource resource) {
        Project project = resource.project();
        return project == null || !DeletionProtection.appliesTo(resource.kind())
                ? Optional.empty()
                : ResourceActionLookup.deletionOf(resource.kind())
                        .map(deletion -> new ProtectableTarget(
                                resource.name(),
                                project.id(),
                                subject -> accessDecisionService.decide(
                                        subject,
                                        Permission.requiredFor(deletion),
                                        ResourceAttributes.of(resource, project.id()))));
    }

    private ProtectableTarget requirePermission(
            Caller caller, ActionTarget target, String action, Optional<ProtectableTarget> found) {
        // The permissions are loaded even for a nonexistent target, so that the response time does not reveal whether
        // it exists.
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        ActionAvailability actionAvailability = found.<ActionAvailability>map(
                        existing -> ActionAvailability.of(existing.decision().apply(subject)))
                .orElseGet(ActionAvailability.Invisible::new);
        if (!actionAvailability.isAvailable()) {
            throw refusals.refuse(
                    caller, target, found.map(ProtectableTarget::name).orElse(null), action, actionAvailability);
        }
        return found.orElseThrow();
    }
}
