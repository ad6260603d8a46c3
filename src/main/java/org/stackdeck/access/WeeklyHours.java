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
 * Weekly hours in a time zone, with its daylight saving time.
 *
 * @param spans 1 to {@value #MOST}
 */
public record WeeklyHours(ZoneId zone, List<Span> spans) {

    public static final int MOST = 20;

    /** Number of days that contain each boundary at least once, from any day. */
    private static final int DAYS = 9;

    /**
     * Hours on several days of the week.
     *
     * @param days days on which the span starts
     * @param until exclusive; midnight for the end of the day; on the next day if before {@code from}
     */
    public record Span(Set<DayOfWeek> days, LocalTime from, LocalTime until) {

        public Span {
            if (days.isEmpty()) {
                throw new IllegalArgumentException("hours need a day");
            }
            if (from.equals(until) && !from.equals(LocalTime.MIDNIGHT)) {
                throw new IllegalArgumentException("hours must not end when they begin");
            }
            days = Set.copyOf(days);
        }

        private boolean beginsOn(LocalDate date) {
            return days.contains(date.getDayOfWeek());
        }

        private ZonedDateTime begin(LocalDate date, ZoneId zone) {
            return date.atTime(from).atZone(zone);
        }

        private ZonedDateTime end(LocalDate date, ZoneId zone) {
            LocalDate day = until.isAfter(from) ? date : date.plusDays(1);
            return day.atTime(until).atZone(zone);
        }
    }

    public WeeklyHours {
        if (spans.isEmpty() || spans.size() > MOST) {
            throw new IllegalArgumentException("between 1 and " + MOST + " spans are needed, not " + spans.size());
        }
        spans = List.copyOf(spans);
    }

    public boolean contain(Instant moment) {
        LocalDate today = moment.atZone(zone).toLocalDate();
        return spans.stream().anyMatch(span -> within(span, today.minusDays(1), moment) || within(span, today, moment));
    }

    /**
     * First start of a span after the moment; empty if the zone's clock changes leave none, which is not known to
     * occur.
     */
    public Optional<Instant> nextBeginning(Instant after) {
        return first(after, dates(after).flatMap(date -> beginningOn(date).map(span -> span.begin(date, zone))));
    }

    /** First start or end of a span after the moment. Nothing changes before. */
    public Optional<Instant> nextChange(Instant after) {
        return first(
                after,
                dates(after)
                        .flatMap(date -> beginningOn(date)
                                .flatMap(span -> Stream.of(span.begin(date, zone), span.end(date, zone)))));
    }

    private boolean within(Span span, LocalDate date, Instant moment) {
        return span.beginsOn(date)
                && !moment.isBefore(span.begin(date, zone).toInstant())
                && moment.isBefore(span.end(date, zone).toInstant());
    }

    private Stream<Span> beginningOn(LocalDate date) {
        return spans.stream().filter(span -> span.beginsOn(date));
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
