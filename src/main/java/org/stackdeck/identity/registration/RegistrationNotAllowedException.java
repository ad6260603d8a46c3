package org.stackdeck.identity.registration;

import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditDetailProvider;

/**
 * Thrown when the registration policy does not allow new accounts of this kind, regardless of the input. Nothing was
 * changed.
 */
public class RegistrationNotAllowedException extends RuntimeException implements AuditDetailProvider {

    private static final long serialVersionUID = 1L;

    private final RegistrationPolicyService.Mode mode;

    public RegistrationNotAllowedException(RegistrationPolicyService.Mode mode) {
        super("registration is " + mode);
        this.mode = mode;
    }

    public RegistrationPolicyService.Mode mode() {
        return mode;
    }

    @Override
    public AuditDetail auditDetail() {
        return AuditDetail.ofReason("registration-not-allowed").with("mode", mode.code());
    }
}
