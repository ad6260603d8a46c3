package org.stackdeck.accessrequests;

import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Permission;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.access.grant.TooManyGrantsException;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.audit.AuditDetail;
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
     * Executes the task and records a refusal. {@link org.stackdeck.identity.AdminActionExecutor} records refusals
     * because of a missing administrator role or re-authentication.
     */
    AccessRequest executeAudited(
            Caller caller, String action, @Nullable AccessRequestId id, Supplier<AccessRequest> task) {
        try {
            return task.get();
        } catch (RuntimeException e) {
            AuditDetail reason = reason(e);
            if (reason != null) {
                String object = id == null ? null : id.toString();
                trail.recordRefusal(caller.auditEntry(action, KIND, object, null, AuditEntry.Result.REFUSED, reason));
            }
            throw e;
        }
    }

    /** Returns the reason for a refusal; null if the exception is not a refusal that is recorded here. */
    private static @Nullable AuditDetail reason(RuntimeException e) {
        return switch (e) {
            case UnknownAccessRequestTargetException _ -> AuditDetail.ofReason("no-such-target");
            case UnknownAccessRequestException _ -> AuditDetail.ofReason("no-such-request");
            case AccessRequestClosedException closed ->
                AuditDetail.ofReason(
                        "already-" + closed.request().state().name().toLowerCase(Locale.ROOT));
            case TooManyAccessRequestsException tooMany ->
                AuditDetail.ofReason("too-many-requests")
                        .with("limit", tooMany.limit().requests());
            case MissingGrantTermsException _ -> AuditDetail.ofReason("no-target");
            case RenamedServerException _ -> AuditDetail.ofReason("server-renamed");
            case RequestedServerMissingException _ -> AuditDetail.ofReason("server-missing");
            case TooManyGrantsException _ ->
                AuditDetail.ofReason("too-many-grants").with("limit", GrantService.MAX_PER_GRANTEE);
            case UnknownRoleException unknown ->
                AuditDetail.ofReason("no-such-role").with("role", unknown.roleName());
            case UnknownUserException unknown -> unknown.auditDetail();
            default -> null;
        };
    }

    void recordLapse(AccessRequest request) {
        trail.record(AuditEntry.ofSystem(
                "request.lapse",
                KIND,
                request.id().toString(),
                request.userName().value(),
                AuditEntry.Result.SUCCESS,
                describe(request.requested())));
    }

    private static AuditDetail describe(RequestedAccess requestedAccess) {
        AccessRequestTarget target = requestedAccess.target();
        AuditDetail detail = target == null
                ? AuditDetail.EMPTY
                : AuditDetail.of("cloud", target.cloud())
                        .with("project", target.project())
                        .with(
                                target.kind() == null ? "servers" : "objects",
                                target.isWholeProject()
                                        ? "*"
                                        : target.servers().stream().sorted().toList())
                        .with("permissions", Permission.codes(requestedAccess.permissions()));
        return detail.with("for", requestedAccess.duration()).with("comment", requestedAccess.reason());
    }
}
