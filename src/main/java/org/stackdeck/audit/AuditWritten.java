package org.stackdeck.audit;

/** The trail grew. Published after commit. */
public record AuditWritten(long sequence) {}
