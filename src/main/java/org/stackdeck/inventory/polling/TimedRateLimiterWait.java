package org.stackdeck.inventory.polling;

import java.time.Duration;

/** Waits for the rate limiter before each page of one request and sums up the waiting time. */
final class TimedRateLimiterWait implements Runnable {

    private final PollRateLimiter pollRateLimiter;
    private Duration waited = Duration.ZERO;
    private int requests;

    TimedRateLimiterWait(PollRateLimiter pollRateLimiter) {
        this.pollRateLimiter = pollRateLimiter;
    }

    @Override
    public void run() {
        requests++;
        waited = waited.plus(pollRateLimiter.acquire());
    }

    int requests() {
        return requests;
    }

    /** Returns the part of {@code whole} that was not spent waiting for the rate limiter. */
    Duration withoutWait(Duration whole) {
        Duration asked = whole.minus(waited);
        return asked.isNegative() ? Duration.ZERO : asked;
    }
}
