package org.stackdeck.audit;

import java.time.Instant;

/** Entry as stored in the trail. */
public record AuditRecord(long sequence, Instant at, AuditEntry entry) {}
