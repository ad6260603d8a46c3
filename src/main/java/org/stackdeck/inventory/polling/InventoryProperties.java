package org.stackdeck.inventory.polling;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of polling and of the delivery to viewers.
 *
 * @param pace time between two polls of a scope while users view the inventory; can be halved after a change
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
        @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration pace,

        @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration idlePace,

        @DefaultValue("4") @DecimalMin("0.01") @DecimalMax("1000")
        double callsPerSecond,

        @DefaultValue("54s") @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration reconcile,

        @DefaultValue("1500ms") @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration quickReconcile,

        @DefaultValue("10m") @DurationMin(millis = 100) @DurationMax(days = 7)
        Duration idleReconcile,

        @DefaultValue("3m") @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration discovery,

        @DefaultValue("15s") @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration longestBackOff,

        @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration lookTime,

        @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration recheck,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration notifiedPace,

        @DefaultValue("1") @Min(1) @Max(1000) int hintsPerSecond) {}
