package org.stackdeck.operations.protection;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.DeletionProtectionService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.availability.ActionRefusalRecorder;
import org.stackdeck.operations.availability.DefaultActionAvailabilityService;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;

/** Stores deletion protection in the database. */
@Service
class DefaultDeletionProtectionService implements DeletionProtectionService {

    private static final String PROTECT = "server.protect";
    private static final String UNPROTECT = "server.lift-protection";
    private final Inventory inventory;
    private final SoftDeletedServerLookup deleted;
    private final AttemptThrottle attemptThrottle;
    private final AccessDecisionService accessDecisionService;
    private final ActionRefusalRecorder refusals;
    private final DeletionProtectionRecorder recorder;
    private final Clock clock;

    DefaultDeletionProtectionService(
            Inventory inventory,
            SoftDeletedServerLookup deleted,
            AttemptThrottle attemptThrottle,
            AccessDecisionService accessDecisionService,
            ActionRefusalRecorder refusals,
            DeletionProtectionRecorder recorder,
            Clock clock) {
        this.inventory = inventory;
        this.deleted = deleted;
        this.attemptThrottle = attemptThrottle;
        this.accessDecisionService = accessDecisionService;
        this.refusals = refusals;
        this.recorder = recorder;
        this.clock = clock;
    }

    @Override
    public DeletionProtection protect(Caller caller, ServerKey key, @Nullable String reason) {
        attemptThrottle.recordChange(caller);
        Server server = requirePermission(caller, key, PROTECT, inventory.find(key));
        DeletionProtection deletionProtection = new DeletionProtection(
                key,
                caller.userId(),
                caller.userName(),
                // Matches the precision of the database, so that the value read back is equal.
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                reason);
        Optional<Operation> tooLate = recorder.save(caller, server, deletionProtection, PROTECT);
        if (tooLate.isPresent()) {
            throw refusals.refuse(caller, key, server.name(), PROTECT, new ActionAvailability.Busy(tooLate.get()));
        }
        return deletionProtection;
    }

    @Override
    public void unprotect(Caller caller, ServerKey key) {
        boolean isProtected = recorder.isProtected(key);
        // Only protected servers are looked up in the cloud.
        Server server = requirePermission(
                caller,
                key,
                UNPROTECT,
                inventory.find(key).or(() -> isProtected ? deleted.find(caller, key) : Optional.empty()));
        if (!isProtected) {
            return;
        }
        refusals.requireReauthentication(caller, server.key(), server.name(), UNPROTECT);
        recorder.delete(caller, server, UNPROTECT);
    }

    private Server requirePermission(Caller caller, ServerKey key, String action, Optional<Server> found) {
        Server server = found.orElse(null);
        // Loaded even for a nonexistent server, so that the response time does not reveal whether it exists.
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        ActionAvailability actionAvailability = server == null
                ? new ActionAvailability.Invisible()
                : DefaultActionAvailabilityService.fromDecision(
                        accessDecisionService.decide(subject, Permission.SERVER_DELETE, ServerAttributes.of(server)));
        if (server == null || !actionAvailability.isAvailable()) {
            throw refusals.refuse(caller, key, server == null ? null : server.name(), action, actionAvailability);
        }
        return server;
    }
}
