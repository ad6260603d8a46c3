package org.stackdeck.operations.availability;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Permission;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpCheck;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;

/** Records refused actions on servers and other resources in the audit trail. */
@Component
public class ActionRefusalRecorder {

    private final AuditTrail audit;
    private final StepUpCheck stepUpCheck;

    ActionRefusalRecorder(AuditTrail audit, StepUpCheck stepUpCheck) {
        this.audit = audit;
        this.stepUpCheck = stepUpCheck;
    }

    /**
     * Records the refusal, and returns the exception that reports it to the caller.
     *
     * @param name name of the target; null if it does not exist
     */
    public ActionRefusedException refuse(
            Caller caller,
            ActionTarget target,
            @Nullable String name,
            String action,
            ActionAvailability actionAvailability) {
        // Do not record details of a target that the caller cannot see, except the ID from the request.
        String shown = actionAvailability instanceof ActionAvailability.Invisible ? null : name;
        record(caller, target, shown, action, describe(actionAvailability));
        return new ActionRefusedException(actionAvailability);
    }

    /**
     * Requires re-authentication and audits a refusal. Must be called only after the permissions and the state have
     * been checked.
     *
     * @throws StepUpRequiredException if the caller must re-authenticate
     */
    public void requireReauthentication(Caller caller, ActionTarget target, String name, String action) {
        try {
            stepUpCheck.require(caller);
        } catch (StepUpRequiredException e) {
            record(caller, target, name, action, e.auditDetail());
            throw e;
        }
    }

    private void record(Caller caller, ActionTarget target, @Nullable String name, String action, AuditDetail detail) {
        audit.recordRefusal(caller.auditEntry(
                action,
                target.objectType(),
                target.idText(),
                name,
                AuditEntry.Result.REFUSED,
                AuditDetail.of("cloud", target.cloud()).with(detail)));
    }

    public static AuditDetail describe(ActionAvailability actionAvailability) {
        return switch (actionAvailability) {
            case ActionAvailability.Available() -> AuditDetail.EMPTY;
            case ActionAvailability.Invisible() -> AuditDetail.ofReason("not-visible");
            case ActionAvailability.NotGranted(var permission) -> notGranted("not-granted", permission);
            case ActionAvailability.NotYetGranted(var permission, var opens) ->
                notGranted("not-yet-granted", permission).with("from", opens);
            case ActionAvailability.GrantExpired(var permission, var at) ->
                notGranted("grant-expired", permission).with("until", at);
            case ActionAvailability.Protected(var deletionProtection) ->
                AuditDetail.ofReason("protected")
                        .with("user", deletionProtection.userName())
                        .with("comment", deletionProtection.reason());
            case ActionAvailability.Locked(var why) ->
                AuditDetail.ofReason("locked").with("comment", why);
            case ActionAvailability.NotLocked() -> AuditDetail.ofReason("not-locked");
            case ActionAvailability.SelfEscalation(var permission) -> notGranted("would-gain-permission", permission);
            case ActionAvailability.WrongState(var status, var task) ->
                AuditDetail.ofReason("wrong-state").with("status", status).with("task", task);
            case ActionAvailability.WrongResourceStatus(var status) ->
                AuditDetail.ofReason("wrong-state").with("status", status);
            case ActionAvailability.Obstructed(var obstacle) -> AuditDetail.ofReason(obstacle.code());
            case ActionAvailability.SourceUnavailable(var source) ->
                AuditDetail.ofReason("source-unavailable").with("server", source);
            case ActionAvailability.TooManyWaiting(int limit) ->
                AuditDetail.ofReason("too-many-waiting").with("limit", limit);
            case ActionAvailability.Busy(var other) ->
                AuditDetail.ofReason("busy").with("operation", other.id()).with("user", other.userName());
        };
    }

    private static AuditDetail notGranted(String reason, Permission permission) {
        return AuditDetail.ofReason(reason).with("permission", permission.code());
    }
}
