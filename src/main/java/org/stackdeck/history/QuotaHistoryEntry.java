package org.stackdeck.history;

import java.time.Instant;
import org.stackdeck.cloud.resource.Quota;

/**
 * Use and limit of a quota at one time.
 *
 * @param hour start of the hour in which the quota was read
 */
public record QuotaHistoryEntry(Instant hour, Quota quota) {}
