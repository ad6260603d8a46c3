package org.stackdeck.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Reads and writes the entries about deletions. Each is signed, because the chain continues from the state that it
 * contains.
 */
@Component
class Expiries {

    static final String ACTION = "audit.expire";

    private static final Pattern SEALED = Pattern.compile("(.*) seal=([0-9a-f]{64})");

    private final AuditStore store;
    private final ExpirySeal seal;

    Expiries(AuditStore store, ExpirySeal seal) {
        this.store = store;
        this.seal = seal;
    }

    /** Newest such entry up to a number; not verified. */
    Optional<AuditStore.Link> newest(long upTo) {
        return store.newest(ACTION, AuditEntry.Result.SUCCESS, upTo);
    }

    /** Deletion described by the entry, if the entry is valid and its signature correct. */
    Optional<Expiry> told(AuditStore.Link link) {
        return link.written()
                .filter(_ -> link.follows(link.previousHash()))
                .map(written -> written.entry().detail())
                .flatMap(this::unsealed);
    }

    /** Predecessor of the oldest remaining entry, according to the trail. */
    AuditStore.Head beginning() {
        return newest(Long.MAX_VALUE).flatMap(this::told).map(Expiry::last).orElse(AuditStore.BEGINNING);
    }

    AuditEntry entry(Expiry expiry) {
        String text = expiry.text();
        return entry(AuditEntry.Result.SUCCESS, text + " seal=" + seal.of(text));
    }

    /** Entry for a run that deleted nothing because the chain is broken at this number. */
    AuditEntry refused(long sequence) {
        return entry(AuditEntry.Result.FAILED, "entry=" + sequence);
    }

    private Optional<Expiry> unsealed(String detail) {
        Matcher parts = SEALED.matcher(detail);
        return parts.matches() && seal.isOf(parts.group(1), parts.group(2))
                ? Expiry.parse(parts.group(1))
                : Optional.empty();
    }

    /** Entry of the system. */
    private static AuditEntry entry(AuditEntry.Result result, String detail) {
        return new AuditEntry(null, "console", "console", "SYSTEM", ACTION, null, null, null, result, detail);
    }
}
