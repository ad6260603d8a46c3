package org.stackdeck.audit.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Retention period of the audit trail.
 *
 * @param days {@value #MIN_DAYS} to {@value #MAX_DAYS}; null for no limit
 */
public record AuditRetentionPeriod(@Nullable Integer days) {

    public static final int MIN_DAYS = 30;

    public static final int MAX_DAYS = 3650;

    public static final AuditRetentionPeriod UNLIMITED = new AuditRetentionPeriod(null);

    /** @throws IllegalArgumentException if the number of days is out of range */
    public AuditRetentionPeriod {
        if (days != null && (days < MIN_DAYS || days > MAX_DAYS)) {
            throw new IllegalArgumentException("days from " + MIN_DAYS + " to " + MAX_DAYS);
        }
    }

    /** Returns the time before which entries have expired; empty if there is no limit. */
    Optional<Instant> cutoff(Instant now) {
        return Optional.ofNullable(days).map(kept -> now.minus(Duration.ofDays(kept)));
    }
}
