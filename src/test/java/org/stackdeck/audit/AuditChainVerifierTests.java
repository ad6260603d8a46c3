package org.stackdeck.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.stackdeck.audit.AuditChainReport.ChainFault;
import org.stackdeck.audit.refusal.RefusalAggregator;
import org.stackdeck.audit.retention.AuditExpiryEntryCodec;
import org.stackdeck.audit.retention.AuditExpirySigner;
import org.stackdeck.database.DatabaseTest;

@DatabaseTest
@Import({
    ChainedAuditTrail.class,
    RefusalAggregator.class,
    AuditChainRepository.class,
    AuditExpiryEntryCodec.class,
    AuditExpirySigner.class,
    AuditWitnessFile.class,
    AuditChainVerifier.class
})
@TestPropertySource(properties = "stackdeck.data-dir=${test.data:target/test-data}/audit-check")
class AuditChainVerifierTests extends AuditChainTestBase {

    private static final int ENTRIES = 6;

    @BeforeEach
    void writeATrail() throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(witness());
        change("delete from audit_entry");
        setHead(AuditChainRepository.BEGINNING);
        write(ENTRIES);
    }

    @Test
    void unchangedTrailIsIntact() {
        assertThat(check.verify()).isEqualTo(AuditChainReport.intact(ENTRIES));
    }

    @Test
    void emptyTrailIsIntact() throws IOException {
        change("delete from audit_entry");
        setHead(AuditChainRepository.BEGINNING);
        Files.delete(witness());

        assertThat(check.verify()).isEqualTo(AuditChainReport.intact(0));
    }

    @Test
    void changedRowIsDetected() {
        change("update audit_entry set object_name = 'forged' where sequence_number = 3");

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(2, 3, ChainFault.CHANGED));
    }

    @Test
    void invalidResultIsDetectedAsAChangedRow() {
        change("update audit_entry set result = 'PERHAPS' where sequence_number = 3");

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(2, 3, ChainFault.CHANGED));
    }

    @Test
    void changedPreviousHashIsDetected() {
        change("update audit_entry set previous_hash = 'x' where sequence_number = 3");

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(2, 3, ChainFault.CHANGED));
    }

    @Test
    void removedRowIsDetected() {
        change("delete from audit_entry where sequence_number = 3");

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(2, 3, ChainFault.MISSING));
    }

    @Test
    void removedFirstRowIsDetected() {
        change("delete from audit_entry where sequence_number = 1");

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(0, 1, ChainFault.MISSING));
    }

    @Test
    void removedRowIsDetectedAfterRenumbering() {
        change("delete from audit_entry where sequence_number = 3");
        for (int next = 4; next <= ENTRIES; next++) {
            change("update audit_entry set sequence_number = " + (next - 1) + " where sequence_number = " + next);
        }

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(2, 3, ChainFault.CHANGED));
    }

    @Test
    void removedLastRowIsDetected() {
        change("delete from audit_entry where sequence_number = 6");

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(5, 6, ChainFault.CUT_OFF));
    }

    @Test
    void removedEndIsDetectedIfTheHeadWasResetToo() {
        change("delete from audit_entry where sequence_number > 4");
        setHead(new AuditChainRepository.ChainHead(4, hashOf(4)));

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(4, 5, ChainFault.CUT_OFF));
    }

    @Test
    void removedEndIsDetectedAfterNewEntries() {
        change("delete from audit_entry where sequence_number > 4");
        setHead(new AuditChainRepository.ChainHead(4, hashOf(4)));
        write(4);

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(5, 6, ChainFault.REWRITTEN));
    }

    @Test
    void swappedRowsAreDetected() {
        change("update audit_entry set sequence_number = 100 where sequence_number = 3");
        change("update audit_entry set sequence_number = 3 where sequence_number = 4");
        change("update audit_entry set sequence_number = 4 where sequence_number = 100");

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(2, 3, ChainFault.CHANGED));
    }

    @Test
    void rowWithRecomputedHashIsForeign() {
        change("update audit_entry set actor = 'forged' where sequence_number = 3");
        hashAnew(3);

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(3, 3, ChainFault.FOREIGN));
    }

    @Test
    void rewrittenTrailIsDetectedByTheWitnessFile() {
        change("update audit_entry set actor = 'forged' where sequence_number = 3");
        for (long next = 3; next <= ENTRIES; next++) {
            hashAnew(next);
        }
        setHead(new AuditChainRepository.ChainHead(ENTRIES, hashOf(ENTRIES)));

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(5, 6, ChainFault.REWRITTEN));
    }

    @Test
    void rowAfterTheHeadIsForeign() {
        copyTo(7, 6);

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(6, 7, ChainFault.FOREIGN));
    }

    @Test
    void rowBeforeTheFirstIsForeign() {
        copyTo(0, 1);

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(0, 0, ChainFault.FOREIGN));
    }

    @Test
    void changedHeadIsDetected() {
        setHead(new AuditChainRepository.ChainHead(ENTRIES, "f".repeat(64)));

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(6, 6, ChainFault.FOREIGN));
    }

    @Test
    void unreadableWitnessFileIsReported() throws IOException {
        Files.writeString(witness(), "");

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(0, 6, ChainFault.UNREADABLE_WITNESS));
    }

    @Test
    void trailOfSeveralPagesIsVerifiedCompletely() {
        write(2500 - ENTRIES);
        assertThat(check.verify()).isEqualTo(AuditChainReport.intact(2500));

        change("update audit_entry set detail = 'forged' where sequence_number = 2400");
        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(2399, 2400, ChainFault.CHANGED));
    }

    @Test
    void trailWithFreeTextOfEarlierVersionsIsIntact() {
        String text = "cloud=a not granted: \"server:stop\"";
        transaction.executeWithoutResult(_ -> trail.record(
                AuditEntry.ofSystem("test.do", null, null, null, AuditEntry.Result.SUCCESS, new AuditDetail(text))));
        write(1);

        assertThat(check.verify()).isEqualTo(AuditChainReport.intact(ENTRIES + 2));
        assertThat(AuditTrailReader.newest(database, 1, 1).getFirst().entry().detailText())
                .isEqualTo(text);
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
            assertThat(check.verify()).matches(AuditChainReport::isIntact);
        }

        enough.set(true);
        writer.join();
    }

    private void setHead(AuditChainRepository.ChainHead chainHead) {
        store.saveHead(chainHead);
    }

    private String hashOf(long sequence) {
        return store.links(sequence - 1, sequence, 1).getFirst().hash();
    }

    /** Recomputes the hash of the entry, as an attacker who knows the algorithm would. */
    private void hashAnew(long sequence) {
        String previous = hashOf(sequence - 1);
        NumberedAuditEntry written =
                store.links(sequence - 1, sequence, 1).getFirst().written().orElseThrow();
        database.sql("update audit_entry set previous_hash = ?, hash = ? where sequence_number = ?")
                .params(previous, AuditEntryHasher.hash(previous, written), sequence)
                .update();
    }

    private void copyTo(long copy, long original) {
        change("insert into audit_entry (sequence_number, written_at, actor, source, channel, action, result,"
                + " previous_hash, hash) select " + copy + ", written_at, actor, source, channel, action, result,"
                + " previous_hash, hash from audit_entry where sequence_number = " + original);
    }
}
