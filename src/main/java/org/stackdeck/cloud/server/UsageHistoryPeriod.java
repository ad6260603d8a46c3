package org.stackdeck.cloud.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Period of a server's usage history. Each period ends now and has at most 337 points in time. */
public enum UsageHistoryPeriod {
    HOUR(Duration.ofHours(1), Duration.ofSeconds(30)),
    DAY(Duration.ofDays(1), Duration.ofMinutes(5)),
    WEEK(Duration.ofDays(7), Duration.ofMinutes(30));

    private final Duration length;
    private final Duration step;

    UsageHistoryPeriod(Duration length, Duration step) {
        this.length = length;
        this.step = step;
    }

    /** Returns the time between two points. */
    public Duration step() {
        return step;
    }

    /** Returns the points in time, multiples of the step, oldest first. */
    public List<Instant> timesUntil(Instant now) {
        long seconds = step.toSeconds();
        long last = now.getEpochSecond() / seconds;
        return LongStream.rangeClosed(last - length.toSeconds() / seconds, last)
                .mapToObj(point -> Instant.ofEpochSecond(point * seconds))
                .toList();
    }
}
