package org.stackdeck.api;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.NotAdministratorException;

/** Rejects callers who are not administrators before the request is processed, so that responses reveal nothing. */
@Component
class AdministratorCheck {

    private final Directory directory;
    private final AuditTrail trail;

    AdministratorCheck(Directory directory, AuditTrail trail) {
        this.directory = directory;
        this.trail = trail;
    }

    /** @param name name from the request of the user concerned; null for none */
    void require(Caller caller, String action, @Nullable String name) {
        try {
            directory.requireAdministrator(caller);
        } catch (NotAdministratorException e) {
            trail.recordRefusal(new AuditEntry(
                    caller.userId().toString(),
                    caller.userName().value(),
                    caller.source(),
                    caller.channel().name(),
                    action,
                    "user",
                    null,
                    name,
                    AuditEntry.Result.REFUSED,
                    "only an administrator may do this"));
            throw e;
        }
    }
}
