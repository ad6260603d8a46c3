package org.stackdeck.inventory;

import java.util.OptionalLong;

/** Time of the change that the current thread delivers to a viewer, to measure the delay until the page receives it. */
public final class CurrentChangeTime {

    private static final ScopedValue<Long> CURRENT = ScopedValue.newInstance();

    private CurrentChangeTime() {}

    /** @param nanoTime value of {@link System#nanoTime} at the change */
    public static void run(long nanoTime, Runnable delivery) {
        ScopedValue.where(CURRENT, nanoTime).run(delivery);
    }

    /** Returns the value of {@link System#nanoTime} at the change; empty if the current thread delivers none. */
    public static OptionalLong current() {
        return CURRENT.isBound() ? OptionalLong.of(CURRENT.get()) : OptionalLong.empty();
    }
}
