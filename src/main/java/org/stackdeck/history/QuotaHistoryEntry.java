package org.stackdeck.history;

import java.time.Instant;
import org.stackdeck.cloud.resource.Quota;

/**
 * Use and limit of a quota at one time.
 *
 * @param hour start of the sampled hour; if it has no value, the quota is the newest one since the previous sampled
 *     hour
 */
public record QuotaHistoryEntry(Instant hour, Quota quota) {}
