package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
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

    /** Checks the whole chain; what is found is the answer, also if it is broken. */
    @GetMapping("/verification")
    Verification verification(Caller caller) {
        return Verification.of(reading.verify(caller));
    }

    /**
     * @param entries how many were found to follow from one another
     * @param brokenAt number of the first entry that is not as it was written, or not there; null for a whole chain
     * @param fault what is wrong with it: changed, missing, cut-off, foreign, rewritten or unreadable-witness
     */
    record Verification(
            boolean whole,
            long entries,
            @Nullable Long brokenAt,
            @Nullable String fault) {

        static Verification of(ChainReport report) {
            ChainReport.@Nullable Place broken = report.broken();
            return broken == null
                    ? new Verification(true, report.entries(), null, null)
                    : new Verification(
                            false,
                            report.entries(),
                            broken.sequence(),
                            broken.fault().word());
        }
    }
}
