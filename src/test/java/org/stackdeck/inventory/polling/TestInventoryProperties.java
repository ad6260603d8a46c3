package org.stackdeck.inventory.polling;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Default inventory settings, and variants for tests. */
public final class TestInventoryProperties {

    public static final InventoryProperties DEFAULTS = new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("stackdeck.inventory", InventoryProperties.class);

    /** Settings with short intervals, for tests with real threads. */
    public static final InventoryProperties SHORT_INTERVALS = new InventoryProperties(
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            1000,
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            Duration.ofMillis(50),
            Duration.ofMillis(20),
            Duration.ofSeconds(1),
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            1000);

    private TestInventoryProperties() {}

    /** Returns settings with these intervals between polls for changes, and with one hour between full lists. */
    public static InventoryProperties withIntervals(Duration pace, Duration idlePace) {
        InventoryProperties quiet = withoutPolling(Duration.ofHours(1));
        return new InventoryProperties(
                pace,
                idlePace,
                quiet.callsPerSecond(),
                quiet.reconcile(),
                quiet.quickReconcile(),
                quiet.idleReconcile(),
                quiet.discovery(),
                quiet.longestBackOff(),
                quiet.lookTime(),
                quiet.recheck(),
                quiet.notifiedPace(),
                quiet.hintsPerSecond());
    }

    /** Returns settings with an hour between polls, so that a delivery can only have the tested cause. */
    public static InventoryProperties withoutPolling(Duration recheck) {
        Duration never = Duration.ofHours(1);
        return new InventoryProperties(
                never, never, 1000, never, never, never, never, never, Duration.ofSeconds(1), recheck, never, 1000);
    }
}
