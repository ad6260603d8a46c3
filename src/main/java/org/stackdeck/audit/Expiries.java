package org.stackdeck.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The removals that the trail tells of. Each is sealed, since the chain goes on from what it says. */
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

    /** The entry that tells of the newest one, among those up to a number; whether it is to be believed is another thing. */
    Optional<AuditStore.Link> newest(long upTo) {
        return store.newest(ACTION, AuditEntry.Result.SUCCESS, upTo);
    }

    /** What the entry tells, if it is sound in itself and sealed. */
    Optional<Expiry> told(AuditStore.Link link) {
        return link.written()
                .filter(_ -> link.follows(link.previousHash()))
                .map(written -> written.entry().detail())
                .flatMap(this::unsealed);
    }

    /** What the first entry that is left follows, as the trail tells. */
    AuditStore.Head beginning() {
        return newest(Long.MAX_VALUE).flatMap(this::told).map(Expiry::last).orElse(AuditStore.BEGINNING);
    }

    AuditEntry entry(Expiry expiry) {
        String text = expiry.text();
        return entry(AuditEntry.Result.SUCCESS, text + " seal=" + seal.of(text));
    }

    /** That nothing was removed, since the chain is broken here. */
    AuditEntry refused(long sequence) {
        return entry(AuditEntry.Result.FAILED, "entry=" + sequence);
    }

    private Optional<Expiry> unsealed(String detail) {
        Matcher parts = SEALED.matcher(detail);
        return parts.matches() && seal.isOf(parts.group(1), parts.group(2))
                ? Expiry.parse(parts.group(1))
                : Optional.empty();
    }

    /** Of the console itself. */
    private static AuditEntry entry(AuditEntry.Result result, String detail) {
        return new AuditEntry(null, "console", "console", "SYSTEM", ACTION, null, null, null, result, detail);
    }
}
