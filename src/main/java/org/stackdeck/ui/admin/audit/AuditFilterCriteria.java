package org.stackdeck.ui.admin.audit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditEntryFilter;
import org.stackdeck.ui.ViewLogic;

/**
 * Filter of the audit page, as entered in the fields and contained in the URL.
 *
 * @param userPrefix prefix of the user name
 * @param actionPrefix prefix of the action code
 * @param text text that the entry contains
 * @param outcome null for any outcome
 * @param period null for any time
 * @param from first day if {@code period} is {@link Period#DAYS}; null for no limit
 * @param until last day, inclusive, if {@code period} is {@link Period#DAYS}; null for no limit
 */
@ViewLogic
record AuditFilterCriteria(
        String userPrefix,
        String actionPrefix,
        String text,
        @Nullable Outcome outcome,
        @Nullable Period period,
        @Nullable LocalDate from,
        @Nullable LocalDate until) {

    static final AuditFilterCriteria NONE = new AuditFilterCriteria("", "", "", null, null, null, null);

    /** Result of an action, in the categories that users filter by. */
    enum Outcome {
        OK(AuditEntry.Result.SUCCESS, AuditEntry.Result.ACCEPTED),
        REFUSED(AuditEntry.Result.REFUSED),
        FAILED(AuditEntry.Result.FAILED);

        private final Set<AuditEntry.Result> results;

        Outcome(AuditEntry.Result... results) {
            this.results = Set.of(results);
        }
    }

    enum Period {
        TODAY,
        WEEK,
        MONTH,
        DAYS
    }

    /** Ignores the days unless the period is {@link Period#DAYS}. */
    AuditFilterCriteria {
        if (period != Period.DAYS) {
            from = null;
            until = null;
        }
    }

    /** Parses URL parameters. Ignores invalid values. */
    static AuditFilterCriteria of(Map<String, List<String>> parameters) {
        LocalDate from = date(parameters, "from");
        LocalDate until = date(parameters, "until");
        Period period = from == null && until == null ? enumValue(Period.class, parameters, "when") : Period.DAYS;
        return new AuditFilterCriteria(
                first(parameters, "who").orElse(""),
                first(parameters, "what").orElse(""),
                first(parameters, "text").orElse(""),
                enumValue(Outcome.class, parameters, "result"),
                period,
                from,
                until);
    }

    /** Returns the URL parameters of this filter. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        put(parameters, "who", userPrefix);
        put(parameters, "what", actionPrefix);
        put(parameters, "text", text);
        put(parameters, "result", outcome == null ? "" : outcome.name().toLowerCase(Locale.ROOT));
        put(parameters, "when", period == null ? "" : period.name().toLowerCase(Locale.ROOT));
        put(parameters, "from", from == null ? "" : from.toString());
        put(parameters, "until", until == null ? "" : until.toString());
        return parameters;
    }

    /** Returns whether the last day is before the first day, in which case no entry matches. */
    boolean isReversed() {
        return from != null && until != null && until.isBefore(from);
    }

    /** @param zone time zone of the days */
    AuditEntryFilter query(Instant now, ZoneId zone) {
        return new AuditEntryFilter(
                userPrefix,
                actionPrefix,
                text,
                begin(now, zone),
                end(zone),
                outcome == null ? Set.of() : outcome.results);
    }

    private @Nullable Instant begin(Instant now, ZoneId zone) {
        return switch (period) {
            case null -> null;
            case TODAY -> midnight(LocalDate.ofInstant(now, zone), zone);
            case WEEK -> now.minus(Duration.ofDays(7));
            case MONTH -> now.minus(Duration.ofDays(30));
            case DAYS -> from == null ? null : midnight(from, zone);
        };
    }

    private @Nullable Instant end(ZoneId zone) {
        return until == null ? null : midnight(until.plusDays(1), zone);
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static void put(Map<String, String> parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.put(name, value);
        }
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }

    private static <E extends Enum<E>> @Nullable E enumValue(
            Class<E> type, Map<String, List<String>> parameters, String name) {
        String word = first(parameters, name).orElse("");
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(null);
    }

    /** Returns null for missing and invalid dates, and for years outside 1970 to 9999. */
    private static @Nullable LocalDate date(Map<String, List<String>> parameters, String name) {
        try {
            return first(parameters, name)
                    .map(LocalDate::parse)
                    .filter(day -> day.getYear() >= 1970 && day.getYear() < 10_000)
                    .orElse(null);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
