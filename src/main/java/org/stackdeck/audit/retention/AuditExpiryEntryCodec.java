package org.stackdeck.audit.retention;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.audit.AuditChainRepository;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates and parses the audit entries that record deletions of expired entries. Each entry is signed, because the
 * chain continues from the state that the entry contains.
 */
@Component
public class AuditExpiryEntryCodec {

    static final String ACTION = "audit.expire";

    private final AuditChainRepository store;
    private final AuditExpirySigner seal;

    public AuditExpiryEntryCodec(AuditChainRepository store, AuditExpirySigner seal) {
        this.store = store;
        this.seal = seal;
    }

    /** Returns the newest entry about a deletion, up to the entry number {@code upTo}. Does not verify the entry. */
    public Optional<AuditChainRepository.ChainLink> newest(long upTo) {
        return store.newest(ACTION, AuditEntry.Result.SUCCESS, upTo);
    }

    /** Returns the deletion that the entry describes; empty if the entry or its signature is invalid. */
    public Optional<AuditExpiryRecord> parse(AuditChainRepository.ChainLink chainLink) {
        return chainLink
                .written()
                .filter(_ -> chainLink.follows(chainLink.previousHash()))
                .map(written -> written.entry().detail())
                .flatMap(this::unsealed);
    }

    /** Returns the predecessor of the oldest remaining entry, according to the trail. */
    public AuditChainRepository.ChainHead chainStart() {
        return newest(Long.MAX_VALUE)
                .flatMap(this::parse)
                .map(AuditExpiryRecord::last)
                .orElse(AuditChainRepository.BEGINNING);
    }

    public AuditEntry createEntry(AuditExpiryRecord auditExpiryRecord) {
        AuditDetail detail = auditExpiryRecord.detail().with("seal", seal.sign(auditExpiryRecord.sealedText()));
        return AuditEntry.ofSystem(ACTION, null, null, null, AuditEntry.Result.SUCCESS, detail);
    }

    /** Creates the entry for a batch that was not deleted because the chain is broken at this entry. */
    AuditEntry createFailureEntry(long sequence) {
        return AuditEntry.ofSystem(
                ACTION, null, null, null, AuditEntry.Result.FAILED, AuditDetail.of("entry", sequence));
    }

    private Optional<AuditExpiryRecord> unsealed(AuditDetail detail) {
        ObjectNode values = detail.values().orElseGet(() -> earlierValues(detail.text()));
        return AuditExpiryRecord.parse(values)
                .filter(expired ->
                        seal.verify(expired.sealedText(), values.path("seal").asString("")));
    }

    /** Returns the values of an entry of an earlier version, which has pairs {@code name=value} instead of JSON. */
    private static ObjectNode earlierValues(String text) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        for (String pair : text.split(" ", -1)) {
            int separator = pair.indexOf('=');
            if (separator > 0) {
                values.put(pair.substring(0, separator), pair.substring(separator + 1));
            }
        }
        return values;
    }
}
