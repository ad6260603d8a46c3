package org.stackdeck.audit;

/**
 * The trail grew. Published after commit.
 *
 * @param first number of the oldest of the new entries
 * @param sequence number of the newest entry
 * @param hash of the newest entry
 */
public record AuditWritten(long first, long sequence, String hash) {}
