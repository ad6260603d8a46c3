package org.stackdeck.audit;

/**
 * Published when entries are added to the audit trail. Listeners handle it after the commit.
 *
 * @param first number of the oldest new entry
 * @param sequence number of the newest entry
 * @param hash hash of the newest entry
 */
public record AuditEntriesWritten(long first, long sequence, String hash) {}
