package org.stackdeck.inventory;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.stackdeck.cloud.AServer;
import org.stackdeck.platform.MovableClock;

/** Creates polling contexts whose time advances only on request, or when a rate limiter waits. */
final class Tools {

    private Tools() {}

    static WatchTools of(Ledger ledger, Attention attention, MovableClock clock, Executor lists) {
        return of(ledger, attention, clock, clock, lists);
    }

    static WatchTools of(
            Ledger ledger, Attention attention, MovableClock clock, BooleanSupplier notified, Executor lists) {
        return of(ledger, attention, clock, clock, notified, lists);
    }

    static WatchTools of(Ledger ledger, Attention attention, MovableClock clock, MovableClock steady, Executor lists) {
        return of(ledger, attention, clock, steady, () -> false, lists);
    }

    private static WatchTools of(
            Ledger ledger,
            Attention attention,
            MovableClock clock,
            MovableClock steady,
            BooleanSupplier notified,
            Executor lists) {
        return WatchTools.of(
                AServer.CLOUD,
                ledger,
                attention,
                new Pace(Settings.DEFAULTS, () -> 0),
                new Budget(Settings.DEFAULTS.callsPerSecond(), steady, steady::move),
                clock,
                steady,
                notified,
                lists);
    }
}
