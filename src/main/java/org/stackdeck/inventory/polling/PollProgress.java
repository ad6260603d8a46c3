package org.stackdeck.inventory.polling;

import java.time.Instant;

/**
 * The progress of the polling of a scope.
 *
 * @param watermark time from which to request changes, by Nova's clock
 * @param confirmedAt when a poll last succeeded, by the local clock
 * @param began start of that poll, by the monotonic clock
 */
public record PollProgress(Instant watermark, Instant confirmedAt, Instant began) {}
