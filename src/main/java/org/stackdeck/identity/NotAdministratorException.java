package org.stackdeck.identity;

import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditDetailProvider;

/** Thrown when an action requires an active administrator and the caller is not one. */
public class NotAdministratorException extends RuntimeException implements AuditDetailProvider {

    private static final long serialVersionUID = 1L;

    public NotAdministratorException() {
        super("only an administrator may do this");
    }

    @Override
    public AuditDetail auditDetail() {
        return AuditDetail.ofReason("not-administrator");
    }
}
