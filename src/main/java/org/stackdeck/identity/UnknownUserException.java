package org.stackdeck.identity;

import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditDetailProvider;

public class UnknownUserException extends RuntimeException implements AuditDetailProvider {

    private static final long serialVersionUID = 1L;

    public UnknownUserException() {
        super("no such user");
    }

    @Override
    public AuditDetail auditDetail() {
        return AuditDetail.ofReason("no-such-user");
    }
}
