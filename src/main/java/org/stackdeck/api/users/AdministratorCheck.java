package org.stackdeck.api.users;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.UserDirectory;

/**
 * Rejects callers who are not administrators before the request is processed, so that responses reveal nothing to them.
 * Audits each rejection.
 */
@Component
public class AdministratorCheck {

    private final UserDirectory userDirectory;
    private final AuditTrail trail;

    AdministratorCheck(UserDirectory userDirectory, AuditTrail trail) {
        this.userDirectory = userDirectory;
        this.trail = trail;
    }

    /** @param name user name to which the request refers, for the audit trail; null if there is none */
    public void require(Caller caller, String action, @Nullable String name) {
        try {
            userDirectory.requireAdministrator(caller);
        } catch (NotAdministratorException e) {
            trail.recordRefusal(
                    caller.auditEntry(action, "user", null, name, AuditEntry.Result.REFUSED, e.auditDetail()));
            throw e;
        }
    }
}
