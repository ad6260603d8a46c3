package org.stackdeck.identity.audit;

import java.util.Objects;
import org.springframework.stereotype.Service;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.retention.AuditRetentionPeriod;
import org.stackdeck.audit.retention.AuditRetentionPeriodRepository;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;

/** Provides administrators with access to the retention period of the audit trail. */
@Service
public class AuditRetentionPeriodService {

    private static final String ACTION = "audit.retain";

    private final AuditRetentionPeriodRepository settings;
    private final AdminActionExecutor executor;

    AuditRetentionPeriodService(AuditRetentionPeriodRepository settings, AdminActionExecutor executor) {
        this.settings = settings;
        this.executor = executor;
    }

    /**
     * Returns the current retention period. Throws {@link NotAdministratorException} if the caller is not an
     * administrator; the refusal is audited.
     */
    public AuditRetentionPeriod current(Caller caller) {
        executor.requireAdministrator(adminAction(caller));
        return settings.current();
    }

    /**
     * Counts the entries that a retention period would delete, for confirmation before the period is set.
     *
     * @throws NotAdministratorException if the caller is not an administrator; the refusal is audited
     */
    public AuditRetentionPeriodRepository.DueEntries countDue(Caller caller, AuditRetentionPeriod period) {
        executor.requireAdministrator(adminAction(caller));
        return settings.countDue(period);
    }

    /**
     * Sets the retention period. Older entries are deleted at the next daily run.
     *
     * @throws NotAdministratorException if the caller is not an administrator; the refusal is audited
     * @throws StepUpRequiredException if the last authentication is too old; the refusal is audited
     */
    public void update(Caller caller, AuditRetentionPeriod period) {
        AdminAction adminAction = adminAction(caller);
        executor.execute(adminAction, () -> {
            AuditRetentionPeriod before = settings.current();
            if (!before.equals(period)) {
                settings.update(period);
                executor.recordSuccess(
                        adminAction, AuditDetail.of("days", code(period)).with("before", code(before)));
            }
            return period;
        });
    }

    private static AdminAction adminAction(Caller caller) {
        return new AdminAction(caller, ACTION, "audit", null, null);
    }

    private static String code(AuditRetentionPeriod auditRetentionPeriod) {
        return Objects.toString(auditRetentionPeriod.days(), "-");
    }
}
