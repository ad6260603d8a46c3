package org.stackdeck.history;

import java.time.Instant;
import org.stackdeck.cloud.resource.Quota;

/**
 * Use and limit of a quota at one time.
 *
 * @param hour start of the hour; if no value was recorded in this hour, {@code quota} is the newest value since the
 *     previous point in time
 */
public record QuotaHistoryEntry(Instant hour, Quota quota) {}
