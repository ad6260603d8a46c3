package org.stackdeck.access;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Weekly hours in a time zone, including its daylight saving time.
 *
 * @param spans 1 to {@value #MAX_SPANS}
 */
public record WeeklyHours(ZoneId zone, List<WeeklySpan> spans) {

    public static final int MAX_SPANS = 20;

    /** Number of days to search, starting on the previous day, so that each weekly start and end is found. */
    private static final int DAYS = 9;

    /**
     * The same hours on one or more days of the week.
     *
     * @param days days on which the span starts
     * @param until exclusive; midnight for the end of the day; on the next day if before {@code from}
     */
    public record WeeklySpan(Set<DayOfWeek> days, LocalTime from, LocalTime until) {

        public WeeklySpan {
            if (days.isEmpty()) {
                throw new IllegalArgumentException("at least one day is required");
            }
            if (from.equals(until) && !from.equals(LocalTime.MIDNIGHT)) {
                throw new IllegalArgumentException("start and end must differ");
            }
            days = Set.copyOf(days);
        }

        private boolean startsOn(LocalDate date) {
            return days.contains(date.getDayOfWeek());
        }

        private ZonedDateTime start(LocalDate date, ZoneId zone) {
            return date.atTime(from).atZone(zone);
        }

        private ZonedDateTime end(LocalDate date, ZoneId zone) {
            LocalDate day = until.isAfter(from) ? date : date.plusDays(1);
            return day.atTime(until).atZone(zone);
        }
    }

    public WeeklyHours {
        if (spans.isEmpty() || spans.size() > MAX_SPANS) {
            throw new IllegalArgumentException(
                    "between 1 and " + MAX_SPANS + " spans are required, not " + spans.size());
        }
        spans = List.copyOf(spans);
    }

    public boolean contains(Instant moment) {
        LocalDate today = moment.atZone(zone).toLocalDate();
        return spans.stream()
                .anyMatch(weeklySpan ->
                        isWithin(weeklySpan, today.minusDays(1), moment) || isWithin(weeklySpan, today, moment));
    }

    /** Returns the first start of a span after the moment. */
    public Optional<Instant> nextStart(Instant after) {
        return first(
                after,
                dates(after).flatMap(date -> spansStartingOn(date).map(weeklySpan -> weeklySpan.start(date, zone))));
    }

    /** Returns the first start or end of a span after the moment. */
    public Optional<Instant> nextChange(Instant after) {
        return first(
                after,
                dates(after)
                        .flatMap(date -> spansStartingOn(date)
                                .flatMap(weeklySpan ->
                                        Stream.of(weeklySpan.start(date, zone), weeklySpan.end(date, zone)))));
    }

    private boolean isWithin(WeeklySpan weeklySpan, LocalDate date, Instant moment) {
        return weeklySpan.startsOn(date)
                && !moment.isBefore(weeklySpan.start(date, zone).toInstant())
                && moment.isBefore(weeklySpan.end(date, zone).toInstant());
    }

    private Stream<WeeklySpan> spansStartingOn(LocalDate date) {
        return spans.stream().filter(weeklySpan -> weeklySpan.startsOn(date));
    }

    private Stream<LocalDate> dates(Instant after) {
        LocalDate yesterday = after.atZone(zone).toLocalDate().minusDays(1);
        return IntStream.range(0, DAYS).mapToObj(yesterday::plusDays);
    }

    private static Optional<Instant> first(Instant after, Stream<ZonedDateTime> candidates) {
        return candidates
                .map(ZonedDateTime::toInstant)
                .filter(candidate -> candidate.isAfter(after))
                .min(Comparator.naturalOrder());
    }
}
