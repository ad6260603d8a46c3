package org.stackdeck.api.audit;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.audit.retention.AuditRetentionPeriod;
import org.stackdeck.audit.retention.AuditRetentionPeriodRepository;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.audit.AuditRetentionPeriodService;

/** REST controller with which administrators read and change the retention period of the audit trail. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/settings/audit-retention")
class AuditRetentionController {

    private final AuditRetentionPeriodService auditRetentionPeriodService;

    AuditRetentionController(AuditRetentionPeriodService auditRetentionPeriodService) {
        this.auditRetentionPeriodService = auditRetentionPeriodService;
    }

    /** Returns the retention period and the number of expired entries. The next daily run deletes these entries. */
    @GetMapping
    AuditRetentionResponse get(Caller caller) {
        return toResponse(caller, auditRetentionPeriodService.current(caller));
    }

    /**
     * Returns the number of entries that would be expired with this retention period. Changes nothing.
     *
     * @param days 30 to 3650
     */
    @GetMapping("/preview")
    AuditRetentionResponse preview(Caller caller, @RequestParam String days) {
        return toResponse(caller, parseRetention(parseDays(days)));
    }

    /** Sets the retention period. The next daily run deletes older entries. */
    @PutMapping
    AuditRetentionResponse update(Caller caller, @RequestBody AuditRetentionRequest auditRetentionRequest) {
        AuditRetentionPeriod period = parseRetention(auditRetentionRequest.days());
        auditRetentionPeriodService.update(caller, period);
        return toResponse(caller, period);
    }

    private AuditRetentionResponse toResponse(Caller caller, AuditRetentionPeriod period) {
        AuditRetentionPeriodRepository.DueEntries dueEntries = auditRetentionPeriodService.countDue(caller, period);
        return new AuditRetentionResponse(period.days(), dueEntries.entries(), dueEntries.at());
    }

    private static AuditRetentionPeriod parseRetention(@Nullable Integer days) {
        try {
            return new AuditRetentionPeriod(days);
        } catch (IllegalArgumentException e) {
            throw invalidRetention();
        }
    }

    private static Integer parseDays(String days) {
        try {
            return Integer.valueOf(days);
        } catch (NumberFormatException e) {
            throw invalidRetention();
        }
    }

    private static ProblemException invalidRetention() {
        return ProblemException.invalidField(
                "days", "bad-retention", AuditRetentionPeriod.MIN_DAYS, AuditRetentionPeriod.MAX_DAYS);
    }

    /** @param days 30 to 3650; null for unlimited */
    record AuditRetentionRequest(@Nullable Integer days) {}

    /**
     * @param days null for unlimited
     * @param entries number of expired entries, which the next daily run deletes
     * @param at time of the next daily run
     */
    record AuditRetentionResponse(@Nullable Integer days, long entries, Instant at) {}
}
