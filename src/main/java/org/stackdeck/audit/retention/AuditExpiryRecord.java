package org.stackdeck.audit.retention;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.stackdeck.audit.AuditChainRepository;
import org.stackdeck.audit.AuditDetail;
import tools.jackson.databind.JsonNode;

/**
 * Deletion of old entries, as recorded in the trail. The chain continues from the last deleted entry.
 *
 * @param entries number of deleted entries
 * @param last last deleted entry
 * @param newest time of the last deleted entry
 */
public record AuditExpiryRecord(long entries, AuditChainRepository.ChainHead last, Instant newest) {

    /** Returns the text that is signed. The details of entries of earlier versions contain the same text. */
    String sealedText() {
        return "entries=" + entries + " upto=" + last.sequence() + " newest=" + newest + " hash=" + last.hash();
    }

    AuditDetail detail() {
        return AuditDetail.of("entries", entries)
                .with("upto", last.sequence())
                .with("newest", newest)
                .with("hash", last.hash());
    }

    static Optional<AuditExpiryRecord> parse(JsonNode values) {
        try {
            return Optional.of(new AuditExpiryRecord(
                    Long.parseLong(values.path("entries").asString("")),
                    new AuditChainRepository.ChainHead(
                            Long.parseLong(values.path("upto").asString("")),
                            values.path("hash").asString("")),
                    Instant.parse(values.path("newest").asString(""))));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
