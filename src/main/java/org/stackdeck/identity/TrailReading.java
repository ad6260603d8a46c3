package org.stackdeck.identity;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditCheck;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.audit.ChainReport;

/** What administrators do with the audit trail as a whole. It stands in the trail itself. */
@Service
public class TrailReading {

    private final AuditCheck check;
    private final AuditTrail trail;
    private final Directory directory;
    private final TransactionTemplate transaction;

    TrailReading(AuditCheck check, AuditTrail trail, Directory directory, PlatformTransactionManager transactions) {
        this.check = check;
        this.trail = trail;
        this.directory = directory;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Checks the whole chain.
     *
     * @throws NotAdministratorException if the caller is none, which is written down
     */
    public ChainReport verify(Caller caller) {
        String action = "audit.verify";
        requireAdministrator(caller, action);
        ChainReport report = check.run();
        ChainReport.@Nullable Place broken = report.broken();
        write(
                caller,
                action,
                broken == null ? AuditEntry.Result.SUCCESS : AuditEntry.Result.FAILED,
                broken == null
                        ? "entries=" + report.entries()
                        : "entry=" + broken.sequence() + " fault="
                                + broken.fault().word());
        return report;
    }

    private void requireAdministrator(Caller caller, String action) {
        try {
            directory.requireAdministrator(caller);
        } catch (NotAdministratorException e) {
            trail.recordRefusal(entry(
                    caller, action, AuditEntry.Result.REFUSED, Objects.requireNonNullElse(e.getMessage(), "refused")));
            throw e;
        }
    }

    private void write(Caller caller, String action, AuditEntry.Result result, String detail) {
        transaction.executeWithoutResult(_ -> trail.record(entry(caller, action, result, detail)));
    }

    private static AuditEntry entry(Caller caller, String action, AuditEntry.Result result, String detail) {
        return new AuditEntry(
                caller.userId().toString(),
                caller.userName().value(),
                caller.source(),
                caller.channel().name(),
                action,
                null,
                null,
                null,
                result,
                detail);
    }
}
