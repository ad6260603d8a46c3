package org.stackdeck.identity;

import java.util.Objects;
import org.springframework.stereotype.Service;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditRetention;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.audit.Retention;

/** Access of administrators to the retention period of the audit trail. */
@Service
public class TrailRetention {

    private static final String ACTION = "audit.retain";

    private final AuditRetention retention;
    private final AdministratorWork work;
    private final Directory directory;
    private final AuditTrail trail;

    TrailRetention(AuditRetention retention, AdministratorWork work, Directory directory, AuditTrail trail) {
        this.retention = retention;
        this.work = work;
        this.directory = directory;
        this.trail = trail;
    }

    /** Throws {@link NotAdministratorException} if the caller is not an administrator; audited. */
    public Retention present(Caller caller) {
        requireAdministrator(caller);
        return retention.present();
    }

    /**
     * Entries that a retention period would delete, for confirmation before it is set.
     *
     * @throws NotAdministratorException if the caller is not an administrator; audited
     */
    public AuditRetention.Due due(Caller caller, Retention wish) {
        requireAdministrator(caller);
        return retention.due(wish);
    }

    /**
     * Sets the retention period. Older entries are deleted at the next run.
     *
     * @throws NotAdministratorException if the caller is not an administrator; audited
     * @throws StepUpRequiredException if the last authentication is too old; audited
     */
    public void keep(Caller caller, Retention wish) {
        AdministratorWork.Deed deed = new AdministratorWork.Deed(caller, ACTION, "audit", null, null);
        work.perform(deed, () -> {
            Retention before = retention.present();
            if (!before.equals(wish)) {
                retention.keep(wish);
                work.done(deed, "days=" + word(wish) + " before=" + word(before));
            }
            return wish;
        });
    }

    private void requireAdministrator(Caller caller) {
        try {
            directory.requireAdministrator(caller);
        } catch (NotAdministratorException e) {
            trail.recordRefusal(caller.entry(ACTION, "audit", null, null, AuditEntry.Result.REFUSED, e.getMessage()));
            throw e;
        }
    }

    private static String word(Retention retention) {
        return Objects.toString(retention.days(), "-");
    }
}
