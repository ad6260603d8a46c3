package org.stackdeck.inventory;

import java.time.Duration;

/** Waits for the rate limiter before each page of one request and sums up the waiting time. */
final class Turns implements Runnable {

    private final Budget budget;
    private Duration waited = Duration.ZERO;

    Turns(Budget budget) {
        this.budget = budget;
    }

    @Override
    public void run() {
        waited = waited.plus(budget.await());
    }

    /** The part of {@code whole} that was not spent waiting for the rate limiter. */
    Duration of(Duration whole) {
        Duration asked = whole.minus(waited);
        return asked.isNegative() ? Duration.ZERO : asked;
    }
}
