package org.stackdeck.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Period of the history. Each period ends now and has at most 90 points in time. */
public enum HistoryPeriod {
    DAY(24, 1),
    WEEK(7 * 24, 6),
    QUARTER(ServerCountHistoryRecorder.RETENTION_HOURS, 24);

    private final int hours;
    private final int step;

    HistoryPeriod(int hours, int step) {
        this.hours = hours;
        this.step = step;
    }

    /** Returns all times of the period, oldest first, including those at which nothing was recorded. */
    public List<Instant> timesUntil(Instant now) {
        return hoursUntil(ServerCountHistoryRecorder.epochHour(now)).stream()
                .map(hour -> Instant.EPOCH.plus(Duration.ofHours(hour)))
                .toList();
    }

    /** Returns the number of hours between two times. */
    int step() {
        return step;
    }

    /**
     * Returns the hours of the period that are multiples of its step, in hours since 1970-01-01T00:00Z, oldest first.
     */
    List<Integer> hoursUntil(int last) {
        return IntStream.rangeClosed(last - hours + 1, last)
                .filter(hour -> hour % step == 0)
                .boxed()
                .toList();
    }
}
