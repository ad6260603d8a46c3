package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditFile;
import org.stackdeck.audit.AuditQuery;
import org.stackdeck.audit.ChainReport;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.TrailReading;

/** The audit trail, for administrators. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/audit")
class AuditController {

    private final TrailReading reading;

    AuditController(TrailReading reading) {
        this.reading = reading;
    }

    /**
     * All entries that fit, newest first, as a file; written while it is read, so that an answer without its end was broken
     * off.
     *
     * @param who how the user's name begins
     * @param what how the action begins
     * @param text that is somewhere in it
     * @param from an instant
     * @param until the instant before which it was
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
        AuditQuery query = new AuditQuery(
                who,
                what,
                text,
                instant("from", from),
                instant("until", until),
                result.isEmpty() ? Set.of() : Set.of(word(AuditEntry.Result.class, "result", result)));
        AuditFile.Format wanted = word(AuditFile.Format.class, "format", format);
        response.setContentType(wanted.contentType());
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + wanted.fileName() + "\"");
        // Not the response's own writer: it hides that the reader went away, and a refusal could not be written after
        // it.
        reading.export(
                caller,
                query,
                wanted,
                () -> new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    }

    private static @Nullable Instant instant(String field, String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.badField(field, "bad-audit-query", field);
        }
    }

    private static <E extends Enum<E>> E word(Class<E> type, String field, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.badField(field, "bad-audit-query", field));
    }

    /** Checks the whole chain; what is found is the answer, also if it is broken. */
    @GetMapping("/verification")
    Verification verification(Caller caller) {
        return Verification.of(reading.verify(caller));
    }

    /**
     * @param entries how many were found to follow from one another
     * @param brokenAt number of the first entry that is not as it was written, or not there; null for a whole chain
     * @param fault what is wrong with it: changed, missing, cut-off, foreign, rewritten or unreadable-witness
     * @param removedUpTo number of the last entry that the retention has removed; null while it has removed none
     * @param removedUntil when that one was written
     * @param unwitnessedUpTo number of the last entry about which the witness file proves nothing, because the file is missing
     *     or was created later; null for none
     */
    record Verification(
            boolean whole,
            long entries,
            @Nullable Long brokenAt,
            @Nullable String fault,
            @Nullable Long removedUpTo,
            @Nullable Instant removedUntil,
            @Nullable Long unwitnessedUpTo) {

        static Verification of(ChainReport report) {
            ChainReport.@Nullable Place broken = report.broken();
            ChainReport.@Nullable Expired expired = report.expired();
            return new Verification(
                    report.whole(),
                    report.entries(),
                    broken == null ? null : broken.sequence(),
                    broken == null ? null : broken.fault().word(),
                    expired == null ? null : expired.upTo(),
                    expired == null ? null : expired.newest(),
                    report.unwitnessedUpTo() == 0 ? null : report.unwitnessedUpTo());
        }
    }
}
