package org.stackdeck.identity.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditChainReport;
import org.stackdeck.audit.AuditChainVerifier;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditEntryFilter;
import org.stackdeck.audit.AuditExportWriter;
import org.stackdeck.audit.AuditSearchService;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.audit.NumberedAuditEntry;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.session.SessionEndedException;

/** Provides administrators with access to the whole audit trail. Verifications and exports are themselves audited. */
@Service
public class AuditReviewService {

    private static final String EXPORT_ACTION = "audit.export";
    private static final String READ_ACTION = "audit.read";

    private final AuditChainVerifier verifier;
    private final AuditSearchService auditSearchService;
    private final AuditTrail trail;
    private final UserDirectory userDirectory;
    private final AdminActionExecutor executor;
    private final LoginSessionService loginSessionService;
    private final TransactionTemplate transaction;

    AuditReviewService(
            AuditChainVerifier verifier,
            AuditSearchService auditSearchService,
            AuditTrail trail,
            UserDirectory userDirectory,
            AdminActionExecutor executor,
            LoginSessionService loginSessionService,
            PlatformTransactionManager transactions) {
        this.verifier = verifier;
        this.auditSearchService = auditSearchService;
        this.trail = trail;
        this.userDirectory = userDirectory;
        this.executor = executor;
        this.loginSessionService = loginSessionService;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Verifies the whole chain of audit entries.
     *
     * @throws NotAdministratorException if the caller is not an administrator; the refusal is audited
     */
    public AuditChainReport verify(Caller caller) {
        String action = "audit.verify";
        requireAdministrator(caller, action);
        AuditChainReport report = verifier.verify();
        AuditChainReport.@Nullable BreakLocation broken = report.broken();
        recordAccess(
                caller,
                action,
                broken == null ? AuditEntry.Result.SUCCESS : AuditEntry.Result.FAILED,
                broken == null
                        ? AuditDetail.of("entries", report.entries())
                                .with("unwitnessed", report.unwitnessedUpTo() == 0 ? null : report.unwitnessedUpTo())
                        : AuditDetail.of("entry", broken.sequence())
                                .with("fault", broken.fault().code()));
        return report;
    }

    /**
     * Returns a page of matching entries, newest first; see {@link AuditSearchService#findPage}.
     *
     * @throws NotAdministratorException if the caller is not an administrator; the refusal is audited
     */
    public List<NumberedAuditEntry> findPage(Caller caller, AuditEntryFilter query, long before, int skip, int limit) {
        requireAdministrator(caller, READ_ACTION);
        return auditSearchService.findPage(query, before, skip, limit);
    }

    /**
     * Returns the number of matching entries after a sequence number; see {@link AuditSearchService#countNewer}.
     *
     * @throws NotAdministratorException if the caller is not an administrator; the refusal is not audited, because a
     *     client that polls for new entries would cause endless entries
     */
    public int countNewer(Caller caller, AuditEntryFilter query, long after) {
        userDirectory.requireAdministrator(caller);
        return auditSearchService.countNewer(query, after);
    }

    /**
     * Range of the existing entries.
     *
     * @param oldest number of the oldest entry; 0 if there is none
     * @param newest number of the newest entry; 0 if there is none
     */
    public record SequenceRange(long oldest, long newest) {}

    /**
     * Returns the range of the existing entries. Throws {@link NotAdministratorException} if the caller is not an
     * administrator; the refusal is audited.
     */
    public SequenceRange sequenceRange(Caller caller) {
        requireAdministrator(caller, READ_ACTION);
        return new SequenceRange(auditSearchService.oldestSequence(), auditSearchService.newestSequence());
    }

    /**
     * Exports all matching entries, newest first, page by page. The export is audited before the first entry is
     * written. Stackdeck aborts the export when the caller's session or administrator role ends.
     *
     * @throws IOException if the client disconnected, or the caller is no longer permitted to read the audit trail
     * @throws NotAdministratorException if the caller is not an administrator; the refusal is audited
     * @throws StepUpRequiredException if the last authentication is too old; the refusal is audited
     */
    public void export(Caller caller, AuditEntryFilter query, AuditExportWriter.Format format, Destination out)
            throws IOException {
        requireExport(caller);
        recordAccess(caller, EXPORT_ACTION, AuditEntry.Result.SUCCESS, detail(query, format));
        // The writer is not closed if the export fails, because the end of the stream would make an incomplete export
        // look complete.
        Writer writer = out.open();
        try {
            AuditExportWriter auditExportWriter = new AuditExportWriter(writer, format);
            auditSearchService.forEach(
                    query, () -> requireStillPermitted(caller), entry -> add(auditExportWriter, entry));
            auditExportWriter.end();
            writer.close();
        } catch (UncheckedIOException e) {
            throw new IOException("the reader disconnected", e);
        } catch (NotAdministratorException | SessionEndedException e) {
            throw new IOException("the reader may no longer read the audit trail", e);
        }
    }

    /**
     * Returns normally if the caller may {@link #export} now; otherwise throws {@link NotAdministratorException} or
     * {@link StepUpRequiredException}. Allows a page to request re-authentication first.
     */
    public void requireExport(Caller caller) {
        executor.requireExecutable(adminAction(caller, EXPORT_ACTION));
    }

    private void requireStillPermitted(Caller caller) {
        loginSessionService.requireActive(caller);
        userDirectory.requireAdministrator(caller);
    }

    /** Target of the export. Opened after all checks have passed. */
    public interface Destination {
        Writer open() throws IOException;
    }

    private static void add(AuditExportWriter auditExportWriter, NumberedAuditEntry entry) {
        try {
            auditExportWriter.add(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AuditDetail detail(AuditEntryFilter query, AuditExportWriter.Format format) {
        return AuditDetail.of("format", format)
                .with("from", query.from())
                .with("result", query.results().stream().sorted().toList())
                .with("text", query.text())
                .with("until", query.until())
                .with("what", query.actionPrefix())
                .with("who", query.actorPrefix());
    }

    private void requireAdministrator(Caller caller, String action) {
        executor.requireAdministrator(adminAction(caller, action));
    }

    private static AdminAction adminAction(Caller caller, String action) {
        return new AdminAction(caller, action, null, null, null);
    }

    private void recordAccess(Caller caller, String action, AuditEntry.Result result, AuditDetail detail) {
        transaction.executeWithoutResult(
                _ -> trail.record(caller.auditEntry(action, null, null, null, result, detail)));
    }
}
