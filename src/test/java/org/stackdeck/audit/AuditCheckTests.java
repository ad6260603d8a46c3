package org.stackdeck.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.ChainReport.Fault;
import org.stackdeck.database.DatabaseTest;

@DatabaseTest
@Import({
    ChainedAuditTrail.class,
    RefusalAggregator.class,
    AuditStore.class,
    Expiries.class,
    ExpirySeal.class,
    AuditWitness.class,
    AuditCheck.class
})
@TestPropertySource(properties = "stackdeck.data-dir=target/test-data/audit-check")
abstract class AuditCheckTests {

    private static final int ENTRIES = 6;

    @Autowired
    AuditTrail trail;

    @Autowired
    AuditCheck check;

    @Autowired
    AuditStore store;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient database;

    @Value("${stackdeck.data-dir}")
    Path directory;

    @BeforeEach
    void writeATrail() throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(witness());
        change("delete from audit_entry");
        setHead(AuditStore.BEGINNING);
        write(ENTRIES);
    }

    @Test
    void unchangedTrailIsIntact() {
        assertThat(check.run()).isEqualTo(ChainReport.whole(ENTRIES));
    }

    @Test
    void emptyTrailIsIntact() throws IOException {
        change("delete from audit_entry");
        setHead(AuditStore.BEGINNING);
        Files.delete(witness());

        assertThat(check.run()).isEqualTo(ChainReport.whole(0));
    }

    @Test
    void changedRowIsDetected() {
        change("update audit_entry set object_name = 'forged' where sequence_number = 3");

        assertThat(check.run()).isEqualTo(ChainReport.broken(2, 3, Fault.CHANGED));
    }

    @Test
    void invalidResultIsDetectedAsAChangedRow() {
        change("update audit_entry set result = 'PERHAPS' where sequence_number = 3");

        assertThat(check.run()).isEqualTo(ChainReport.broken(2, 3, Fault.CHANGED));
    }

    @Test
    void changedPreviousHashIsDetected() {
        change("update audit_entry set previous_hash = 'x' where sequence_number = 3");

        assertThat(check.run()).isEqualTo(ChainReport.broken(2, 3, Fault.CHANGED));
    }

    @Test
    void removedRowIsDetected() {
        change("delete from audit_entry where sequence_number = 3");

        assertThat(check.run()).isEqualTo(ChainReport.broken(2, 3, Fault.MISSING));
    }

    @Test
    void removedFirstRowIsDetected() {
        change("delete from audit_entry where sequence_number = 1");

        assertThat(check.run()).isEqualTo(ChainReport.broken(0, 1, Fault.MISSING));
    }

    @Test
    void removedRowIsDetectedAfterRenumbering() {
        change("delete from audit_entry where sequence_number = 3");
        for (int next = 4; next <= ENTRIES; next++) {
            change("update audit_entry set sequence_number = " + (next - 1) + " where sequence_number = " + next);
        }

        assertThat(check.run()).isEqualTo(ChainReport.broken(2, 3, Fault.CHANGED));
    }

    @Test
    void removedLastRowIsDetected() {
        change("delete from audit_entry where sequence_number = 6");

        assertThat(check.run()).isEqualTo(ChainReport.broken(5, 6, Fault.CUT_OFF));
    }

    @Test
    void removedEndIsDetectedIfTheHeadWasResetToo() {
        change("delete from audit_entry where sequence_number > 4");
        setHead(new AuditStore.Head(4, hashOf(4)));

        assertThat(check.run()).isEqualTo(ChainReport.broken(4, 5, Fault.CUT_OFF));
    }

    @Test
    void removedEndIsDetectedAfterNewEntries() {
        change("delete from audit_entry where sequence_number > 4");
        setHead(new AuditStore.Head(4, hashOf(4)));
        write(4);

        assertThat(check.run()).isEqualTo(ChainReport.broken(5, 6, Fault.REWRITTEN));
    }

    @Test
    void swappedRowsAreDetected() {
        change("update audit_entry set sequence_number = 100 where sequence_number = 3");
        change("update audit_entry set sequence_number = 3 where sequence_number = 4");
        change("update audit_entry set sequence_number = 4 where sequence_number = 100");

        assertThat(check.run()).isEqualTo(ChainReport.broken(2, 3, Fault.CHANGED));
    }

    @Test
    void rowWithRecomputedHashIsForeign() {
        change("update audit_entry set actor = 'forged' where sequence_number = 3");
        hashAnew(3);

        assertThat(check.run()).isEqualTo(ChainReport.broken(3, 3, Fault.FOREIGN));
    }

    @Test
    void rewrittenTrailIsDetectedByTheWitnessFile() {
        change("update audit_entry set actor = 'forged' where sequence_number = 3");
        for (long next = 3; next <= ENTRIES; next++) {
            hashAnew(next);
        }
        setHead(new AuditStore.Head(ENTRIES, hashOf(ENTRIES)));

        assertThat(check.run()).isEqualTo(ChainReport.broken(5, 6, Fault.REWRITTEN));
    }

    @Test
    void rowAfterTheHeadIsForeign() {
        copyTo(7, 6);

        assertThat(check.run()).isEqualTo(ChainReport.broken(6, 7, Fault.FOREIGN));
    }

    @Test
    void rowBeforeTheFirstIsForeign() {
        copyTo(0, 1);

        assertThat(check.run()).isEqualTo(ChainReport.broken(0, 0, Fault.FOREIGN));
    }

    @Test
    void changedHeadIsDetected() {
        setHead(new AuditStore.Head(ENTRIES, "f".repeat(64)));

        assertThat(check.run()).isEqualTo(ChainReport.broken(6, 6, Fault.FOREIGN));
    }

    @Test
    void unreadableWitnessFileIsReported() throws IOException {
        Files.writeString(witness(), "");

        assertThat(check.run()).isEqualTo(ChainReport.broken(0, 6, Fault.UNREADABLE_WITNESS));
    }

    @Test
    void trailOfSeveralPagesIsVerifiedCompletely() {
        write(2500 - ENTRIES);
        assertThat(check.run()).isEqualTo(ChainReport.whole(2500));

        change("update audit_entry set detail = 'forged' where sequence_number = 2400");
        assertThat(check.run()).isEqualTo(ChainReport.broken(2399, 2400, Fault.CHANGED));
    }

    @Test
    void trailWithConcurrentWritesIsIntact() {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                write(1);
            }
        });

        for (int i = 0; i < 50; i++) {
            assertThat(check.run()).matches(ChainReport::whole);
        }

        enough.set(true);
        writer.join();
    }

    private Path witness() {
        return directory.resolve(AuditWitness.FILE);
    }

    private void write(int entries) {
        transaction.executeWithoutResult(_ -> {
            for (int i = 0; i < entries; i++) {
                trail.record(new AuditEntry(
                        null,
                        "anna",
                        "192.0.2.7",
                        "UI",
                        "test.do",
                        "thing",
                        "1",
                        "web",
                        AuditEntry.Result.SUCCESS,
                        "n=" + i));
            }
        });
    }

    private void change(String sql) {
        database.sql(sql).update();
    }

    private void setHead(AuditStore.Head head) {
        store.moveHead(head);
    }

    private String hashOf(long sequence) {
        return store.links(sequence - 1, sequence, 1).getFirst().hash();
    }

    /** Recomputes the hash, as an attacker who knows the algorithm would. */
    private void hashAnew(long sequence) {
        String previous = hashOf(sequence - 1);
        AuditRecord written =
                store.links(sequence - 1, sequence, 1).getFirst().written().orElseThrow();
        database.sql("update audit_entry set previous_hash = ?, hash = ? where sequence_number = ?")
                .params(previous, AuditChain.hash(previous, written), sequence)
                .update();
    }

    private void copyTo(long copy, long original) {
        change("insert into audit_entry (sequence_number, written_at, actor, source, channel, action, result,"
                + " previous_hash, hash) select " + copy + ", written_at, actor, source, channel, action, result,"
                + " previous_hash, hash from audit_entry where sequence_number = " + original);
    }
}
