package org.stackdeck.platform;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Makes {@code await()} check its condition immediately and then at intervals of 10 to 100 ms. By default, Awaitility
 * waits 100 ms before the first check, although most conditions are met earlier.
 */
public final class AwaitilityDefaults implements LauncherSessionListener {

    private static final Duration FIRST_INTERVAL = Duration.ofMillis(10);
    private static final Duration LAST_INTERVAL = Duration.ofMillis(100);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(
                interval -> interval.compareTo(LAST_INTERVAL) < 0 ? interval.multipliedBy(2) : LAST_INTERVAL,
                FIRST_INTERVAL));
    }
}
