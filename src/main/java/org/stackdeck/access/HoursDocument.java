package org.stackdeck.access;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@link WeeklyHours} as JSON, for REST clients and the database.
 *
 * @param zone name in the time zone database, such as {@code Europe/Berlin}
 */
public record HoursDocument(@Nullable String zone, @Nullable List<@Nullable SpanDocument> weekly) {

    private static final String END_OF_DAY = "24:00";

    /**
     * @param days start days: {@code monday} to {@code sunday}, or their first three letters
     * @param from such as {@code 08:00}
     * @param until such as {@code 17:30}; {@code 24:00} for the end of the day; on the next day if before {@code from}
     */
    public record SpanDocument(
            @Nullable List<@Nullable String> days,
            @Nullable String from,
            @Nullable String until) {

        private WeeklyHours.Span span() {
            return new WeeklyHours.Span(
                    present(days, "days").stream()
                            .map(day -> day(present(day, "days")))
                            .collect(Collectors.toSet()),
                    time(present(from, "from")),
                    time(present(until, "until")));
        }

        private static SpanDocument of(WeeklyHours.Span span) {
            return new SpanDocument(
                    span.days().stream()
                            .sorted()
                            .map(day -> day.name().toLowerCase(Locale.ROOT))
                            .toList(),
                    span.from().toString(),
                    span.until().equals(LocalTime.MIDNIGHT)
                            ? END_OF_DAY
                            : span.until().toString());
        }
    }

    public static HoursDocument of(WeeklyHours hours) {
        return new HoursDocument(
                hours.zone().getId(),
                hours.spans().stream().map(SpanDocument::of).toList());
    }

    /**
     * Converts the document.
     *
     * @throws IllegalArgumentException if a part is missing or invalid; the message names it
     */
    public WeeklyHours hours() {
        return new WeeklyHours(
                zone(present(zone, "zone")),
                present(weekly, "weekly").stream()
                        .map(span -> present(span, "weekly").span())
                        .toList());
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone: there is no time zone " + name, e);
        }
    }

    private static LocalTime time(String text) {
        try {
            return text.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time of day is written as 08:00, not " + text, e);
        }
    }

    private static DayOfWeek day(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return Arrays.stream(DayOfWeek.values())
                .filter(day ->
                        day.name().equals(upper) || day.name().substring(0, 3).equals(upper))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("days: there is no day " + word));
    }

    private static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
