package org.stackdeck.inventory.polling;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of polling and of the delivery to viewers.
 *
 * @param pace time between two polls of a scope while users view the inventory; down to half as long after a change
 * @param idlePace time between two polls of a scope while no user views the inventory
 * @param callsPerSecond maximum number of requests per second to one cloud's Nova, for all of its scopes; each page of
 *     a list counts. Requests for one server on behalf of a user or an operation do not wait but delay the others;
 *     requests that result from hints do not count
 * @param reconcile time between the ends of two full lists of a scope while users view the inventory; if it is less
 *     than a minute, changes are visible within about a minute
 * @param quickReconcile minimum of {@code reconcile} while the cloud sends no notifications: full lists that are loaded
 *     quickly are repeated more often
 * @param idleReconcile time between the ends of two full lists of a scope while no user views the inventory
 * @param discovery time between two discoveries of a cloud's scopes; shorter while a part of the cloud fails
 * @param longestBackOff maximum delay after failures, unless the cloud requests a longer one
 * @param lookTime time for which a single read increases the polling demand
 * @param recheck maximum delay until the start or end of a grant takes effect
 * @param notifiedPace time between two polls of a scope while users view the inventory and the cloud sends
 *     notifications
 * @param hintsPerSecond maximum number of requests per second for single servers that result from a cloud's hints,
 *     after an initial burst
 */
@ConfigurationProperties("stackdeck.inventory")
public record InventoryProperties(
        @DefaultValue("1s") Duration pace,
        @DefaultValue("30s") Duration idlePace,
        @DefaultValue("4") double callsPerSecond,
        @DefaultValue("54s") Duration reconcile,
        @DefaultValue("1500ms") Duration quickReconcile,
        @DefaultValue("10m") Duration idleReconcile,
        @DefaultValue("3m") Duration discovery,
        @DefaultValue("15s") Duration longestBackOff,
        @DefaultValue("30s") Duration lookTime,
        @DefaultValue("1s") Duration recheck,
        @DefaultValue("5s") Duration notifiedPace,
        @DefaultValue("1") int hintsPerSecond) {

    public InventoryProperties {
        if (callsPerSecond <= 0) {
            throw new IllegalArgumentException("stackdeck.inventory.calls-per-second must be positive");
        }
        if (hintsPerSecond <= 0) {
            throw new IllegalArgumentException("stackdeck.inventory.hints-per-second must be positive");
        }
    }
}
