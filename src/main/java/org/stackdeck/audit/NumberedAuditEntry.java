package org.stackdeck.audit;

import java.time.Instant;

/** Entry as stored in the trail. */
public record NumberedAuditEntry(long sequence, Instant at, AuditEntry entry) {}
