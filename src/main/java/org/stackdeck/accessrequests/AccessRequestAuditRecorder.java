package org.stackdeck.accessrequests;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Permission;
import org.stackdeck.access.grant.TooManyGrantsException;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;

/** Records the creation, cancellation and lapse of access requests, and refused actions on them, in the audit trail. */
@Component
class AccessRequestAuditRecorder {

    private static final String KIND = "request";

    private final AuditTrail trail;

    AccessRequestAuditRecorder(AuditTrail trail) {
        this.trail = trail;
    }

    void recordSuccess(Caller caller, String action, AccessRequest request) {
        trail.record(caller.auditEntry(
                action,
                KIND,
                request.id().toString(),
                request.userName().value(),
                AuditEntry.Result.SUCCESS,
                describe(request.requested())));
    }

    /**
     * Executes the action and records its refusal. A missing administrator role or re-authentication is recorded
     * elsewhere.
     */
    AccessRequest executeAudited(
            Caller caller, String action, @Nullable AccessRequestId id, Supplier<AccessRequest> deed) {
        try {
            return deed.get();
        } catch (UnknownAccessRequestTargetException
                | UnknownAccessRequestException
                | AccessRequestClosedException
                | TooManyAccessRequestsException
                | MissingGrantTermsException
                | TooManyGrantsException
                | UnknownRoleException
                | UnknownUserException e) {
            trail.recordRefusal(caller.auditEntry(
                    action,
                    KIND,
                    id == null ? null : id.toString(),
                    null,
                    AuditEntry.Result.REFUSED,
                    String.valueOf(e.getMessage())));
            throw e;
        }
    }

    void recordLapse(AccessRequest request) {
        trail.record(new AuditEntry(
                null,
                "console",
                "console",
                Caller.Channel.SYSTEM.name(),
                "request.lapse",
                KIND,
                request.id().toString(),
                request.userName().value(),
                AuditEntry.Result.SUCCESS,
                describe(request.requested())));
    }

    private static String describe(RequestedAccess requestedAccess) {
        AccessRequestTarget accessRequestTarget = requestedAccess.target();
        String what = accessRequestTarget == null
                ? ""
                : "cloud=%s project=%s servers=%s permissions=%s "
                        .formatted(
                                accessRequestTarget.cloud(),
                                accessRequestTarget.project(),
                                accessRequestTarget.isWholeProject()
                                        ? "*"
                                        : accessRequestTarget.servers().stream()
                                                .sorted()
                                                .toList(),
                                String.join(",", Permission.codes(requestedAccess.permissions())));
        return what + "for=" + requestedAccess.duration() + " reason=" + requestedAccess.reason();
    }
}
