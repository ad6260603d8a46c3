package org.stackdeck.audit;

import java.time.Instant;

/** An entry as it stands in the trail. */
public record AuditRecord(long sequence, Instant at, AuditEntry entry) {}
