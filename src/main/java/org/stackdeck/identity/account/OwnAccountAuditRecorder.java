package org.stackdeck.identity.account;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/** Records actions on sessions and factors in the audit trail. */
@Component
public class OwnAccountAuditRecorder {

    private final AuditTrail trail;

    OwnAccountAuditRecorder(AuditTrail trail) {
        this.trail = trail;
    }

    /** Records an action of the caller on their own account. */
    public void recordSuccess(Caller caller, String action, @Nullable String detail) {
        trail.record(auditEntry(caller, action, AuditEntry.Result.SUCCESS, detail));
    }

    public void recordRefusal(Caller caller, String action, String reason) {
        trail.recordRefusal(auditEntry(caller, action, AuditEntry.Result.REFUSED, reason));
    }

    /** Records a change of a user's account that nobody requested. */
    public void recordSystemChange(UserId user, String name, String action, @Nullable String detail) {
        trail.record(new AuditEntry(
                null,
                "console",
                "console",
                Caller.Channel.SYSTEM.name(),
                action,
                "user",
                user.toString(),
                name,
                AuditEntry.Result.SUCCESS,
                detail));
    }

    private static AuditEntry auditEntry(
            Caller caller, String action, AuditEntry.Result result, @Nullable String detail) {
        String id = caller.userId().toString();
        String name = caller.userName().value();
        return new AuditEntry(
                id, name, caller.source(), caller.channel().name(), action, "user", id, name, result, detail);
    }
}
