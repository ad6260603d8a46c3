package org.stackdeck.inventory;

import java.time.Duration;

/** The turns that one question waits for, page by page. */
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

    /** Of the time since it began, the part that the cloud took. */
    Duration of(Duration whole) {
        Duration asked = whole.minus(waited);
        return asked.isNegative() ? Duration.ZERO : asked;
    }
}
