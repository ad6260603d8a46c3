package org.stackdeck.identity;

import java.util.Set;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditDetailProvider;

/**
 * Thrown when the caller must authenticate again before an action. Nothing was changed; the caller can repeat the
 * action after the authentication.
 */
public class StepUpRequiredException extends RuntimeException implements AuditDetailProvider {

    private static final long serialVersionUID = 1L;

    private final Set<AuthenticationFactor> allowedFactors;

    public StepUpRequiredException(Set<AuthenticationFactor> means) {
        super("Re-authentication is required: " + means);
        this.allowedFactors = Set.copyOf(means);
    }

    /** Returns the factors that the caller can use: second factors if there are any, otherwise the password. */
    public Set<AuthenticationFactor> allowedFactors() {
        return allowedFactors;
    }

    @Override
    public AuditDetail auditDetail() {
        return AuditDetail.ofReason("re-authentication-required")
                .with("factor", allowedFactors.stream().sorted().toList());
    }
}
