package org.stackdeck.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;

/** Records actions on sessions and factors in the audit trail. */
@Component
class IdentityAudit {

    private final AuditTrail trail;

    IdentityAudit(AuditTrail trail) {
        this.trail = trail;
    }

    /** Records an action of the caller on their own account. */
    void done(Caller caller, String action, @Nullable String detail) {
        trail.record(own(caller, action, AuditEntry.Result.SUCCESS, detail));
    }

    void refused(Caller caller, String action, String why) {
        trail.recordRefusal(own(caller, action, AuditEntry.Result.REFUSED, why));
    }

    /** Records a change of a user's account that nobody requested. */
    void happened(UserId user, String name, String action, @Nullable String detail) {
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

    private static AuditEntry own(Caller caller, String action, AuditEntry.Result result, @Nullable String detail) {
        String id = caller.userId().toString();
        String name = caller.userName().value();
        return new AuditEntry(
                id, name, caller.source(), caller.channel().name(), action, "user", id, name, result, detail);
    }
}
