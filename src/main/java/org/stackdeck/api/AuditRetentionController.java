package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.audit.AuditRetention;
import org.stackdeck.audit.Retention;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.TrailRetention;

/** REST controller for the retention of the audit trail, for administrators. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/settings/audit-retention")
class AuditRetentionController {

    private final TrailRetention retention;

    AuditRetentionController(TrailRetention retention) {
        this.retention = retention;
    }

    /** Returns the setting and the entries that the next run deletes. */
    @GetMapping
    Kept kept(Caller caller) {
        return kept(caller, retention.present(caller));
    }

    /**
     * Returns the entries that the next run would delete with this setting. Changes nothing.
     *
     * @param days 30 to 3650
     */
    @GetMapping("/preview")
    Kept preview(Caller caller, @RequestParam String days) {
        return kept(caller, parsed(number(days)));
    }

    /** Sets the retention. Older entries are deleted at the next run. */
    @PutMapping
    Kept keep(Caller caller, @RequestBody Wish wish) {
        Retention wanted = parsed(wish.days());
        retention.keep(caller, wanted);
        return kept(caller, wanted);
    }

    private Kept kept(Caller caller, Retention wanted) {
        AuditRetention.Due due = retention.due(caller, wanted);
        return new Kept(wanted.days(), due.entries(), due.at());
    }

    private static Retention parsed(@Nullable Integer days) {
        try {
            return new Retention(days);
        } catch (IllegalArgumentException e) {
            throw bad();
        }
    }

    private static Integer number(String days) {
        try {
            return Integer.valueOf(days);
        } catch (NumberFormatException e) {
            throw bad();
        }
    }

    private static ProblemException bad() {
        return ProblemException.badField("days", "bad-retention", "days", Retention.LEAST, Retention.MOST);
    }

    /** @param days 30 to 3650; null for unlimited */
    record Wish(@Nullable Integer days) {}

    /**
     * @param days null for unlimited
     * @param entries number of entries to delete
     * @param at time of the next run
     */
    record Kept(@Nullable Integer days, long entries, Instant at) {}
}
