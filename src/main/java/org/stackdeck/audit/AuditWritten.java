package org.stackdeck.audit;

/**
 * The trail grew. Published after commit.
 *
 * @param hash of the newest entry
 */
public record AuditWritten(long sequence, String hash) {}
