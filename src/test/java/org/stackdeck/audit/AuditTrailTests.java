package org.stackdeck.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.refusal.RefusalAggregator;
import org.stackdeck.database.DatabaseTest;

@DatabaseTest
@Import({ChainedAuditTrail.class, RefusalAggregator.class, AuditChainRepository.class})
@RecordApplicationEvents
class AuditTrailTests {

    @Autowired
    AuditTrail trail;

    @Autowired
    RefusalAggregator refusals;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient database;

    @Autowired
    ApplicationEvents events;

    @BeforeEach
    void forgetRefusalsOfOtherTests() {
        refusals.takeAll();
    }

    @Test
    void entryIsStoredCompletely() {
        AuditEntry entry = new AuditEntry(
                UUID.randomUUID().toString(),
                "anna",
                "192.0.2.7",
                "UI",
                "server.stop",
                "server",
                "cloud/0b1c",
                "web <b>1</b> 服务器 😀 ",
                AuditEntry.Result.ACCEPTED,
                AuditDetail.of("operation", 7));

        commit(entry);

        assertThat(AuditTrailReader.newest(database, 0, 1))
                .singleElement()
                .satisfies(written -> assertThat(written.entry()).isEqualTo(entry));
    }

    @Test
    void entryWithoutOptionalPartsIsStored() {
        AuditEntry entry = new AuditEntry(
                null, "", "console", "SYSTEM", "start", null, null, null, AuditEntry.Result.SUCCESS, null);

        commit(entry);

        assertThat(AuditTrailReader.newest(database, 0, 1))
                .extracting(NumberedAuditEntry::entry)
                .containsExactly(entry);
    }

    @Test
    void recordRequiresATransaction() {
        long before = AuditTrailReader.count(database);

        assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(() -> trail.record(named("x")));

        assertThat(AuditTrailReader.count(database)).isEqualTo(before);
    }

    @Test
    void rollbackRemovesTheEntry() {
        long before = AuditTrailReader.count(database);

        transaction.executeWithoutResult(status -> {
            trail.record(named("undone"));
            status.setRollbackOnly();
        });

        assertThat(AuditTrailReader.count(database)).isEqualTo(before);
        assertThat(events.stream(AuditEntriesWritten.class)).isEmpty();
    }

    @Test
    void refusalIsKeptWhenTheSurroundingTransactionRollsBack() {
        transaction.executeWithoutResult(status -> {
            trail.record(named("undone"));
            trail.recordRefusal(named("refused"));
            status.setRollbackOnly();
        });

        assertThat(newestName()).isEqualTo("refused");
    }

    @Test
    void refusalWithinATransactionWithEntriesIsRecorded() {
        transaction.executeWithoutResult(status -> {
            trail.record(named("outer"));
            trail.recordRefusal(named("inner"));
        });

        assertThat(AuditTrailReader.newest(database, 0, 2))
                .extracting(r -> r.entry().objectName())
                .containsExactly("outer", "inner");
    }

    @Test
    void refusalWithoutATransactionIsRecorded() {
        trail.recordRefusal(named("alone"));

        assertThat(newestName()).isEqualTo("alone");
    }

    @Test
    void entriesOfOneTransactionKeepTheirOrder() {
        transaction.executeWithoutResult(status -> {
            trail.record(named("first"));
            trail.record(named("second"));
        });

        assertThat(AuditTrailReader.newest(database, 0, 2))
                .extracting(r -> r.entry().objectName())
                .containsExactly("second", "first");
        assertThat(AuditTrailReader.newest(database, 1, 1))
                .extracting(r -> r.entry().objectName())
                .containsExactly("first");
    }

    @Test
    void textsAreOnOneLineAndTruncatedToTheColumn() {
        commit(new AuditEntry(
                null,
                "a\r\nadmin\u0000\u001b[31m",
                "1".repeat(300),
                "REST",
                "ä".repeat(300),
                "t".repeat(300),
                "\u202Eevil\u2028".repeat(100),
                "😀".repeat(300),
                AuditEntry.Result.REFUSED,
                AuditDetail.of("name", "\uD800" + "d".repeat(3000))));

        AuditEntry auditEntry =
                AuditTrailReader.newest(database, 0, 1).getFirst().entry();
        assertThat(auditEntry.actor()).isEqualTo("a  admin  [31m");
        assertThat(auditEntry.source()).hasSize(64);
        assertThat(auditEntry.action()).isEqualTo("?".repeat(64));
        assertThat(auditEntry.objectId()).hasSize(255).startsWith(" evil  evil ");
        assertThat(auditEntry.objectName()).isEqualTo("😀".repeat(127));
        assertThat(auditEntry.detailText())
                .hasSizeBetween(1700, 2000)
                .startsWith("{\"name\":\"\uFFFDd")
                .endsWith("d…\"}");
    }

    @Test
    void newEntriesArePublishedOncePerTransaction() {
        transaction.executeWithoutResult(status -> {
            trail.record(named("first"));
            trail.record(named("second"));
        });

        assertThat(events.stream(AuditEntriesWritten.class))
                .extracting(AuditEntriesWritten::sequence)
                .containsExactly(
                        AuditTrailReader.newest(database, 0, 1).getFirst().sequence());
    }

    @Test
    void concurrentWritesKeepTheChainIntact() throws InterruptedException, ExecutionException {
        long before = AuditTrailReader.count(database);
        int writers = 40;

        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                int number = i;
                all.add(threads.submit(() -> transaction.executeWithoutResult(status -> {
                    // Reads first, so that the transaction has an old snapshot on databases that use snapshots.
                    AuditTrailReader.count(database);
                    trail.record(named("one"));
                    trail.recordRefusal(from("192.0.2." + number));
                })));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(AuditTrailReader.count(database)).isEqualTo(before + 2L * writers);
        assertThat(brokenAt()).isNull();
    }

    @Test
    void verificationLocatesAChangedRow() {
        commit(named("before"));
        commit(named("honest"));
        long altered = AuditTrailReader.newest(database, 0, 1).getFirst().sequence();
        commit(named("after"));

        setName(altered, "forged");
        assertThat(brokenAt()).isEqualTo(altered);

        setName(altered, "honest");
        assertThat(brokenAt()).isNull();
    }

    private void setName(long sequence, String name) {
        database.sql("update audit_entry set object_name = ? where sequence_number = ?")
                .params(name, sequence)
                .update();
    }

    private @Nullable Long brokenAt() {
        return TestAuditChainVerifier.brokenAt(database);
    }

    private void commit(AuditEntry entry) {
        transaction.executeWithoutResult(status -> trail.record(entry));
    }

    private @Nullable String newestName() {
        return AuditTrailReader.newest(database, 0, 1).getFirst().entry().objectName();
    }

    private static AuditEntry named(String name) {
        return entry("192.0.2.7", name);
    }

    /**
     * Creates an entry from the given address. Each entry requires another address, because refusals from one address
     * are counted together.
     */
    private static AuditEntry from(String source) {
        return entry(source, "other");
    }

    private static AuditEntry entry(String source, String name) {
        return new AuditEntry(
                null, "anna", source, "UI", "test.do", "thing", "1", name, AuditEntry.Result.SUCCESS, null);
    }
}
