package org.stackdeck.inventory;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Default settings, and variants for tests. */
final class Settings {

    static final InventorySettings DEFAULTS = new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("stackdeck.inventory", InventorySettings.class);

    /** For tests with real threads: all intervals are short. */
    static final InventorySettings HASTY = new InventorySettings(
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            1000,
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            Duration.ofMillis(50),
            Duration.ofMillis(20),
            Duration.ofSeconds(1),
            Duration.ofMillis(1),
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            1000);

    private Settings() {}

    /** Without polls after the first one; only the planned intervals matter. */
    static InventorySettings paced(Duration pace, Duration idlePace) {
        InventorySettings quiet = quiet(Duration.ofHours(1));
        return new InventorySettings(
                pace,
                idlePace,
                quiet.callsPerSecond(),
                quiet.reconcile(),
                quiet.idleReconcile(),
                quiet.discovery(),
                quiet.longestBackOff(),
                quiet.lookTime(),
                quiet.deliveryGap(),
                quiet.recheck(),
                quiet.notifiedPace(),
                quiet.hintsPerSecond());
    }

    /** Without polls after the first one, so that a delivery can only have the tested cause. */
    static InventorySettings quiet(Duration recheck) {
        Duration never = Duration.ofHours(1);
        return new InventorySettings(
                never,
                never,
                1000,
                never,
                never,
                never,
                never,
                Duration.ofSeconds(1),
                Duration.ofMillis(1),
                recheck,
                never,
                1000);
    }
}
