package org.stackdeck.access.json;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.WeeklyHours;

/**
 * {@link WeeklyHours} as JSON, for REST clients and the database.
 *
 * @param zone name in the time zone database, such as {@code Europe/Berlin}
 */
public record WeeklyHoursJson(
        @Nullable String zone, @Nullable List<@Nullable SpanJson> weekly) {

    private static final String END_OF_DAY = "24:00";

    /**
     * @param days start days: {@code monday} to {@code sunday}, or their first three letters
     * @param from such as {@code 08:00}
     * @param until such as {@code 17:30}; {@code 24:00} for the end of the day; on the next day if before {@code from}
     */
    public record SpanJson(
            @Nullable List<@Nullable String> days,
            @Nullable String from,
            @Nullable String until) {

        private WeeklyHours.WeeklySpan toSpan() {
            return new WeeklyHours.WeeklySpan(
                    requirePresent(days, "days").stream()
                            .map(day -> day(requirePresent(day, "days")))
                            .collect(Collectors.toSet()),
                    time(requirePresent(from, "from")),
                    time(requirePresent(until, "until")));
        }

        private static SpanJson of(WeeklyHours.WeeklySpan weeklySpan) {
            return new SpanJson(
                    weeklySpan.days().stream()
                            .sorted()
                            .map(day -> day.name().toLowerCase(Locale.ROOT))
                            .toList(),
                    weeklySpan.from().toString(),
                    weeklySpan.until().equals(LocalTime.MIDNIGHT)
                            ? END_OF_DAY
                            : weeklySpan.until().toString());
        }
    }

    public static WeeklyHoursJson of(WeeklyHours hours) {
        return new WeeklyHoursJson(
                hours.zone().getId(), hours.spans().stream().map(SpanJson::of).toList());
    }

    /** @throws IllegalArgumentException if a part is missing or invalid; the message describes the problem */
    public WeeklyHours toWeeklyHours() {
        return new WeeklyHours(
                zone(requirePresent(zone, "zone")),
                requirePresent(weekly, "weekly").stream()
                        .map(span -> requirePresent(span, "weekly").toSpan())
                        .toList());
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone: unknown time zone " + name, e);
        }
    }

    private static LocalTime time(String text) {
        try {
            return text.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time of day must have the form 08:00, not " + text, e);
        }
    }

    private static DayOfWeek day(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(DayOfWeek.values())
                .filter(day ->
                        day.name().equals(upper) || day.name().substring(0, 3).equals(upper))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("days: unknown day " + name));
    }

    private static <T> T requirePresent(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
