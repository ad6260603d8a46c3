package org.stackdeck.audit.retention;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditStore;

/**
 * Creates and parses the entries about deletions. Each entry is signed, because the chain continues from the state that
 * the entry contains.
 */
@Component
public class AuditExpiryRecords {

    static final String ACTION = "audit.expire";

    private static final Pattern SEALED = Pattern.compile("(.*) seal=([0-9a-f]{64})");

    private final AuditStore store;
    private final AuditExpirySeal seal;

    public AuditExpiryRecords(AuditStore store, AuditExpirySeal seal) {
        this.store = store;
        this.seal = seal;
    }

    /** Newest entry about a deletion, up to a number; not verified. */
    public Optional<AuditStore.ChainLink> newest(long upTo) {
        return store.newest(ACTION, AuditEntry.Result.SUCCESS, upTo);
    }

    /** Returns the deletion that the entry describes; empty if the entry or its signature is invalid. */
    public Optional<AuditExpiryRecord> parse(AuditStore.ChainLink chainLink) {
        return chainLink
                .written()
                .filter(_ -> chainLink.follows(chainLink.previousHash()))
                .map(written -> written.entry().detail())
                .flatMap(this::unsealed);
    }

    /** Predecessor of the oldest remaining entry, according to the trail. */
    public AuditStore.ChainHead chainStart() {
        return newest(Long.MAX_VALUE)
                .flatMap(this::parse)
                .map(AuditExpiryRecord::last)
                .orElse(AuditStore.BEGINNING);
    }

    public AuditEntry entry(AuditExpiryRecord auditExpiryRecord) {
        String text = auditExpiryRecord.text();
        return AuditEntry.ofSystem(
                ACTION, null, null, null, AuditEntry.Result.SUCCESS, text + " seal=" + seal.of(text));
    }

    /** Entry for a run that deleted nothing because the chain is broken at this number. */
    AuditEntry refused(long sequence) {
        return AuditEntry.ofSystem(ACTION, null, null, null, AuditEntry.Result.FAILED, "entry=" + sequence);
    }

    private Optional<AuditExpiryRecord> unsealed(String detail) {
        Matcher parts = SEALED.matcher(detail);
        return parts.matches() && seal.isOf(parts.group(1), parts.group(2))
                ? AuditExpiryRecord.parse(parts.group(1))
                : Optional.empty();
    }
}
