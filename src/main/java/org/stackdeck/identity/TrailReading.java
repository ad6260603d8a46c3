package org.stackdeck.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditCheck;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditFile;
import org.stackdeck.audit.AuditQuery;
import org.stackdeck.audit.AuditRecord;
import org.stackdeck.audit.AuditSearch;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.audit.ChainReport;

/** Access of administrators to the whole audit trail. Each access is audited itself. */
@Service
public class TrailReading {

    private static final String EXPORT = "audit.export";
    private static final String READ = "audit.read";

    private final AuditCheck check;
    private final AuditSearch search;
    private final AuditTrail trail;
    private final Directory directory;
    private final StepUp stepUp;
    private final TransactionTemplate transaction;

    TrailReading(
            AuditCheck check,
            AuditSearch search,
            AuditTrail trail,
            Directory directory,
            StepUp stepUp,
            PlatformTransactionManager transactions) {
        this.check = check;
        this.search = search;
        this.trail = trail;
        this.directory = directory;
        this.stepUp = stepUp;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Verifies the whole chain.
     *
     * @throws NotAdministratorException if the caller is not an administrator; audited
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
                                + (report.unwitnessedUpTo() == 0 ? "" : " unwitnessed=" + report.unwitnessedUpTo())
                        : "entry=" + broken.sequence() + " fault="
                                + broken.fault().word());
        return report;
    }

    /**
     * Page of matching entries, newest first: {@link AuditSearch#page}.
     *
     * @throws NotAdministratorException if the caller is not an administrator; audited
     */
    public List<AuditRecord> page(Caller caller, AuditQuery query, long before, int skip, int limit) {
        requireAdministrator(caller, READ);
        return search.page(query, before, skip, limit);
    }

    /**
     * Number of matching entries after a sequence number: {@link AuditSearch#newer}.
     *
     * @throws NotAdministratorException if the caller is not an administrator; not audited, because a client that
     *     follows the trail would cause entries endlessly
     */
    public int newer(Caller caller, AuditQuery query, long after) {
        directory.requireAdministrator(caller);
        return search.newer(query, after);
    }

    /**
     * Range of the existing entries.
     *
     * @param oldest number of the oldest entry; 0 if there is none
     * @param newest number of the newest entry
     */
    public record Extent(long oldest, long newest) {}

    /** Throws {@link NotAdministratorException} if the caller is not an administrator; audited. */
    public Extent extent(Caller caller) {
        requireAdministrator(caller, READ);
        return new Extent(search.oldest(), search.newest());
    }

    /**
     * Exports all matching entries, newest first, page by page. The export is audited before the first entry is
     * written.
     *
     * @throws NotAdministratorException if the caller is not an administrator; audited
     * @throws StepUpRequiredException if the last authentication is too old; audited
     */
    public void export(Caller caller, AuditQuery query, AuditFile.Format format, Destination out) throws IOException {
        requireExport(caller);
        write(caller, EXPORT, AuditEntry.Result.SUCCESS, detail(query, format));
        try (Writer writer = out.open()) {
            AuditFile file = new AuditFile(writer, format);
            file.begin();
            search.each(query, entry -> add(file, entry));
            file.end();
        } catch (UncheckedIOException e) {
            throw new IOException("the reader went away", e);
        }
    }

    /**
     * Returns normally if the caller may {@link #export} now, so that a page can request re-authentication first;
     * throws the same exceptions.
     */
    public void requireExport(Caller caller) {
        require(caller, EXPORT, () -> stepUp.require(caller));
    }

    /** Target of the export. Opened after all checks passed. */
    public interface Destination {
        Writer open() throws IOException;
    }

    private static void add(AuditFile file, AuditRecord entry) {
        try {
            file.add(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String detail(AuditQuery query, AuditFile.Format format) {
        StringBuilder detail = new StringBuilder("format=" + format);
        for (Map.Entry<String, String> asked : Map.of(
                        "who", query.who(),
                        "what", query.what(),
                        "text", query.text(),
                        "from", Objects.toString(query.from(), ""),
                        "until", Objects.toString(query.until(), ""),
                        "result",
                                query.results().stream()
                                        .map(Enum::name)
                                        .sorted()
                                        .collect(Collectors.joining(",")))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            if (!asked.getValue().isEmpty()) {
                detail.append(' ').append(asked.getKey()).append('=').append(asked.getValue());
            }
        }
        return detail.toString();
    }

    private void requireAdministrator(Caller caller, String action) {
        require(caller, action, () -> {});
    }

    private void require(Caller caller, String action, Runnable more) {
        try {
            directory.requireAdministrator(caller);
            more.run();
        } catch (NotAdministratorException | StepUpRequiredException e) {
            trail.recordRefusal(entry(caller, action, AuditEntry.Result.REFUSED, e.getMessage()));
            throw e;
        }
    }

    private void write(Caller caller, String action, AuditEntry.Result result, String detail) {
        transaction.executeWithoutResult(_ -> trail.record(entry(caller, action, result, detail)));
    }

    private static AuditEntry entry(Caller caller, String action, AuditEntry.Result result, @Nullable String detail) {
        return caller.entry(action, null, null, null, result, detail);
    }
}
