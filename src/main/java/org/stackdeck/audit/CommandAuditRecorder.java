package org.stackdeck.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records entries for commands, which have no persistence context. Not a bean, because Stackdeck itself uses {@link
 * AuditTrail}.
 */
public final class CommandAuditRecorder {

    private final AuditChainRepository store;
    private final AuditWitnessFile witness;
    private final TransactionTemplate transaction;

    public CommandAuditRecorder(AuditChainRepository store, AuditWitnessFile witness, TransactionTemplate transaction) {
        this.store = store;
        this.witness = witness;
        this.transaction = transaction;
    }

    /**
     * Runs the change in a transaction and records the entries that it returns in the same transaction.
     *
     * @param change must not return entries with texts from users, because the entries are not sanitized
     */
    public void record(Supplier<List<AuditEntry>> change) {
        Optional<AuditEntriesWritten> written = transaction.execute(_ -> {
            List<AuditChainRepository.PendingEntry> entries = change.get().stream()
                    .map(entry -> new AuditChainRepository.PendingEntry(
                            Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS), entry))
                    .toList();
            return entries.isEmpty() ? Optional.empty() : Optional.of(store.appendAll(store.lockHead(), entries));
        });
        written.ifPresent(witness::update);
    }
}
