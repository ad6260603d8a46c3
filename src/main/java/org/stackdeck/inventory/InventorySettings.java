package org.stackdeck.inventory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often the clouds are asked and the viewers told.
 *
 * @param pace between two questions to a scope while someone looks; half of it right after something changed
 * @param idlePace the same while nobody does
 * @param callsPerSecond the most requests that one cloud's Nova gets per second, each page of a list counted, over all its
 *     scopes; what a person or an operation asks about one server is not held up, and delays the rest
 * @param reconcile between two full lists of a scope while someone looks; a minute at most, less what the list takes
 * @param idleReconcile the same while nobody does
 * @param discovery between two discoveries of a cloud's scopes
 * @param longestBackOff the longest wait after failures
 * @param lookTime how long a single read counts as looking
 * @param deliveryGap the shortest time between two deliveries to one viewer
 * @param recheck how late the end of a grant's validity may show
 * @param notifiedPace between two questions to a scope while someone looks and the cloud tells of changes by itself
 * @param hintsPerSecond questions about single servers that a cloud's hints lead to, per second and after the first few
 */
@ConfigurationProperties("stackdeck.inventory")
record InventorySettings(
        @DefaultValue("1s") Duration pace,
        @DefaultValue("30s") Duration idlePace,
        @DefaultValue("4") double callsPerSecond,
        @DefaultValue("54s") Duration reconcile,
        @DefaultValue("10m") Duration idleReconcile,
        @DefaultValue("3m") Duration discovery,
        @DefaultValue("15s") Duration longestBackOff,
        @DefaultValue("30s") Duration lookTime,
        @DefaultValue("250ms") Duration deliveryGap,
        @DefaultValue("1s") Duration recheck,
        @DefaultValue("5s") Duration notifiedPace,
        @DefaultValue("1") int hintsPerSecond) {

    InventorySettings {
        if (callsPerSecond <= 0) {
            throw new IllegalArgumentException("stackdeck.inventory.calls-per-second must be positive");
        }
        if (hintsPerSecond <= 0) {
            throw new IllegalArgumentException("stackdeck.inventory.hints-per-second must be positive");
        }
    }
}
