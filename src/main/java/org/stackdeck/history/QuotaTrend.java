package org.stackdeck.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.stackdeck.cloud.resource.Quota;

/**
 * Use of a quota over the last seven days.
 *
 * @param start seven days before the newest possible entry
 * @param entries oldest first, at least one
 */
public record QuotaTrend(Instant start, List<QuotaHistoryEntry> entries) {

    public static final Duration LENGTH = Duration.ofDays(7);

    /** Maximum time between the start and the first entry: some hours may have no value. */
    private static final Duration START_TOLERANCE = Duration.ofHours(12);

    private static final Duration LONGEST_FORECAST = Duration.ofDays(90);
    private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

    public QuotaTrend {
        entries = List.copyOf(entries);
    }

    /**
     * Returns the change of the use in the last seven days; empty if no value was recorded in the first 12 hours of
     * this period.
     */
    public OptionalLong change(Quota now) {
        QuotaHistoryEntry first = entries.getFirst();
        return first.hour().isAfter(start.plus(START_TOLERANCE))
                ? OptionalLong.empty()
                : OptionalLong.of(now.used() - first.quota().used());
    }

    /**
     * Returns the time until the limit is reached if the use continues to grow as in the last seven days. Empty if
     * {@link #change} is empty, if there is no limit or no growth, if the limit is already reached, or if the time
     * exceeds 90 days.
     */
    public Optional<Duration> timeUntilFull(Quota now) {
        OptionalLong remaining = now.remaining();
        double growth = growthPerHour();
        if (change(now).orElse(0) <= 0 || growth <= 0 || remaining.orElse(0) == 0) {
            return Optional.empty();
        }
        double hours = remaining.getAsLong() / growth;
        return hours <= LONGEST_FORECAST.toHours()
                ? Optional.of(Duration.ofMillis(Math.round(hours * MILLIS_PER_HOUR)))
                : Optional.empty();
    }

    /** Returns the slope of the least-squares line through the entries; 0 if there is only one entry. */
    private double growthPerHour() {
        double meanTime = entries.stream().mapToDouble(this::hours).average().orElse(0);
        double meanUse = entries.stream()
                .mapToLong(entry -> entry.quota().used())
                .average()
                .orElse(0);
        double covariance = 0;
        double variance = 0;
        for (QuotaHistoryEntry entry : entries) {
            double time = hours(entry) - meanTime;
            covariance += time * (entry.quota().used() - meanUse);
            variance += time * time;
        }
        return variance == 0 ? 0 : covariance / variance;
    }

    private double hours(QuotaHistoryEntry entry) {
        return Duration.between(start, entry.hour()).toHours();
    }
}
