package org.stackdeck.operations.availability;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpAuthentication;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;

/** Records refused actions on servers in the audit trail. */
@Component
public class ActionRefusalRecorder {

    private final AuditTrail audit;
    private final StepUpAuthentication stepUpAuthentication;

    ActionRefusalRecorder(AuditTrail audit, StepUpAuthentication stepUpAuthentication) {
        this.audit = audit;
        this.stepUpAuthentication = stepUpAuthentication;
    }

    /** Records the refusal, and returns the exception that reports it to the caller. */
    public ActionRefusedException refuse(
            Caller caller,
            ServerKey key,
            @Nullable Server server,
            String action,
            ActionAvailability actionAvailability) {
        // Do not record details of a server that the caller may not see, except the id from the request.
        String name =
                server == null || actionAvailability instanceof ActionAvailability.Invisible ? null : server.name();
        record(caller, key, name, action, describe(actionAvailability));
        return new ActionRefusedException(actionAvailability);
    }

    /**
     * Requires re-authentication and audits a refusal. Called after all other checks have passed.
     *
     * @throws StepUpRequiredException if the caller must re-authenticate
     */
    public void requireReauthentication(Caller caller, Server server, String action) {
        try {
            stepUpAuthentication.require(caller);
        } catch (StepUpRequiredException e) {
            record(caller, server.key(), server.name(), action, e.getMessage());
            throw e;
        }
    }

    private void record(Caller caller, ServerKey key, @Nullable String name, String action, @Nullable String reason) {
        audit.recordRefusal(caller.auditEntry(
                action,
                "server",
                key.id().value(),
                name,
                AuditEntry.Result.REFUSED,
                "cloud=" + key.cloud() + " " + reason));
    }

    public static String describe(ActionAvailability actionAvailability) {
        return switch (actionAvailability) {
            case ActionAvailability.Available() -> "available";
            case ActionAvailability.Invisible() -> "not visible";
            case ActionAvailability.NotGranted(var permission) -> "not granted: " + permission.code();
            case ActionAvailability.NotYetGranted(var permission, var opens) ->
                "not granted before " + opens + ": " + permission.code();
            case ActionAvailability.GrantExpired(var permission, var at) ->
                "not granted since " + at + ": " + permission.code();
            case ActionAvailability.Protected(var deletionProtection) ->
                "protected: by " + deletionProtection.userName()
                        + (deletionProtection.reason() == null ? "" : ", " + deletionProtection.reason());
            case ActionAvailability.Locked(var why) -> why == null ? "locked" : "locked: " + why;
            case ActionAvailability.NotLocked() -> "not locked";
            case ActionAvailability.SelfEscalation(var permission) -> "would gain: " + permission.code();
            case ActionAvailability.WrongState(var status, var task) ->
                "state " + status + (task == null ? "" : "/" + task);
            case ActionAvailability.TooManyWaiting(int limit) -> "more than " + limit + " operations wait";
            case ActionAvailability.Busy(var other) -> "busy with operation " + other.id() + " by " + other.userName();
        };
    }
}
