package org.stackdeck.api.audit;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.TimestampParser;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.audit.AuditChainReport;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditEntryFilter;
import org.stackdeck.audit.AuditExportWriter;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.audit.AuditReviewService;

/** REST controller with which administrators read and verify the audit trail. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/audit")
class AuditController {

    private final AuditReviewService auditReviewService;

    AuditController(AuditReviewService auditReviewService) {
        this.auditReviewService = auditReviewService;
    }

    /**
     * Exports all matching entries as a file, newest first. Sends the file while it reads the entries. If reading
     * fails, closes the connection, and the file is incomplete.
     *
     * @param who prefix of the user name
     * @param what prefix of the action
     * @param text text that the entry contains
     * @param from start, as an ISO 8601 instant, inclusive
     * @param until end, as an ISO 8601 instant, exclusive
     * @param result success, accepted, refused or failed
     * @param format csv or json
     */
    @GetMapping
    void export(
            Caller caller,
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String result,
            @RequestParam(defaultValue = "json") String format,
            HttpServletResponse response)
            throws IOException {
        AuditEntryFilter query = new AuditEntryFilter(
                who,
                what,
                text,
                parseInstant("from", from),
                parseInstant("until", until),
                result.isEmpty() ? Set.of() : Set.of(parseEnum(AuditEntry.Result.class, "result", result)));
        AuditExportWriter.Format exportFormat = parseEnum(AuditExportWriter.Format.class, "format", format);
        response.setContentType(exportFormat.contentType());
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + exportFormat.fileName() + "\"");
        // Do not use the writer of the response: it hides that the client has disconnected, and prevents a later error
        // response.
        auditReviewService.export(
                caller,
                query,
                exportFormat,
                () -> new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    }

    private static @Nullable Instant parseInstant(String field, String text) {
        try {
            return text.isEmpty() ? null : TimestampParser.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.invalidField(field, "bad-audit-query");
        }
    }

    private static <E extends Enum<E>> E parseEnum(Class<E> type, String field, String value) {
        return RequestFieldValidator.parseEnum(type, value)
                .orElseThrow(() -> ProblemException.invalidField(field, "bad-audit-query"));
    }

    /** Verifies the whole chain of audit entries. The response is 200 even if the chain is broken. */
    @GetMapping("/verification")
    AuditVerificationResponse verify(Caller caller) {
        return AuditVerificationResponse.of(auditReviewService.verify(caller));
    }

    /**
     * @param entries number of consecutive valid entries
     * @param brokenAt number of the entry at which the first fault was found; null if the chain is intact
     * @param fault changed, missing, cut-off, foreign, rewritten or unreadable-witness
     * @param removedUpTo number of the last entry that was deleted after its retention period; null if none was deleted
     * @param removedUntil time of that entry
     * @param unwitnessedUpTo number of the last entry that the witness file cannot prove, because the file is missing
     *     or was created later; null for none
     */
    record AuditVerificationResponse(
            boolean whole,
            long entries,
            @Nullable Long brokenAt,
            @Nullable String fault,
            @Nullable Long removedUpTo,
            @Nullable Instant removedUntil,
            @Nullable Long unwitnessedUpTo) {

        static AuditVerificationResponse of(AuditChainReport report) {
            AuditChainReport.@Nullable BreakLocation broken = report.broken();
            AuditChainReport.@Nullable ExpiredEntries expiredEntries = report.expired();
            return new AuditVerificationResponse(
                    report.isIntact(),
                    report.entries(),
                    broken == null ? null : broken.sequence(),
                    broken == null ? null : broken.fault().code(),
                    expiredEntries == null ? null : expiredEntries.upTo(),
                    expiredEntries == null ? null : expiredEntries.newest(),
                    report.unwitnessedUpTo() == 0 ? null : report.unwitnessedUpTo());
        }
    }
}
