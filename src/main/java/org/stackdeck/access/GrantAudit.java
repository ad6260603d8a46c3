package org.stackdeck.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;

/** How changes of grants stand in the trail. */
@Component
class GrantAudit {

    private final AuditTrail trail;

    GrantAudit(AuditTrail trail) {
        this.trail = trail;
    }

    void given(Caller caller, User subject, Grant grant) {
        trail.record(changed(caller, "grant.create", subject, grant));
    }

    void revoked(Caller caller, User subject, Grant grant) {
        trail.record(changed(caller, "grant.revoke", subject, grant));
    }

    /** @param object id of the grant, or of the user for whom it was to be */
    void refused(Caller caller, String action, String object) {
        trail.recordRefusal(
                entry(caller, action, object, null, AuditEntry.Result.REFUSED, "only an administrator may do this"));
    }

    private static AuditEntry changed(Caller caller, String action, User subject, Grant grant) {
        String detail = "user=%s role=%s cloud=%s project=%s from=%s until=%s"
                .formatted(
                        subject.name(),
                        grant.role().word(),
                        grant.cloud(),
                        Objects.requireNonNullElse(grant.project(), "*"),
                        Objects.requireNonNullElse(grant.from(), "-"),
                        Objects.requireNonNullElse(grant.until(), "-"));
        return entry(caller, action, grant.id().toString(), subject.name().value(), AuditEntry.Result.SUCCESS, detail);
    }

    private static AuditEntry entry(
            Caller caller,
            String action,
            String object,
            @Nullable String name,
            AuditEntry.Result result,
            String detail) {
        return new AuditEntry(
                caller.userId().toString(),
                caller.userName().value(),
                caller.source(),
                caller.channel().name(),
                action,
                "grant",
                object,
                name,
                result,
                detail);
    }
}
