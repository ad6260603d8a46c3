package org.stackdeck.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;
import org.stackdeck.audit.AuditChainReport;
import org.stackdeck.audit.AuditChainReport.ChainFault;
import org.stackdeck.audit.AuditChainRepository;
import org.stackdeck.audit.AuditChainTestBase;
import org.stackdeck.audit.AuditChainVerifier;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditEntryHasher;
import org.stackdeck.audit.AuditTrailReader;
import org.stackdeck.audit.AuditWitnessFile;
import org.stackdeck.audit.ChainedAuditTrail;
import org.stackdeck.audit.NumberedAuditEntry;
import org.stackdeck.audit.refusal.RefusalAggregator;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.platform.MutableClock;

@DatabaseTest
@Import({
    ChainedAuditTrail.class,
    RefusalAggregator.class,
    AuditChainRepository.class,
    AuditExpiryEntryCodec.class,
    AuditExpirySigner.class,
    AuditWitnessFile.class,
    AuditChainVerifier.class,
    AuditRetentionPeriodRepository.class,
    AuditExpiryJob.class,
    AuditExpiryJobTests.Time.class
})
@TestPropertySource(properties = "stackdeck.data-dir=${test.data:target/test-data}/audit-expiry")
class AuditExpiryJobTests extends AuditChainTestBase {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int OLD = 5;
    private static final int YOUNG = 3;

    @Autowired
    AuditExpiryJob expiry;

    @Autowired
    AuditExpiryEntryCodec expiries;

    @Autowired
    AuditExpirySigner seal;

    @Autowired
    AuditRetentionPeriodRepository retention;

    @Autowired
    MutableClock clock;

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        MutableClock mutableClock() {
            return new MutableClock(BEGIN);
        }

        @Bean
        SecretKey secretKey() {
            return new SecretKeySpec(new byte[32], "AES");
        }
    }

    /** Writes five entries on day 1 and three on day 41, with a retention period of 30 days. */
    @BeforeEach
    void writeATrail() throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(witness());
        change("delete from audit_entry");
        store.saveHead(AuditChainRepository.BEGINNING);
        set(BEGIN);
        write(OLD);
        clock.advance(Duration.ofDays(40));
        write(YOUNG);
        keep(new AuditRetentionPeriod(30));
    }

    @Test
    void expiredEntriesAreDeletedAndTheRestIsIntact() {
        assertThat(run()).isEqualTo(OLD);

        assertThat(sequences()).containsExactly(6L, 7L, 8L, 9L);
        assertThat(check.verify())
                .isEqualTo(new AuditChainReport(YOUNG + 1L, null, new AuditChainReport.ExpiredEntries(OLD, BEGIN), 0))
                .matches(AuditChainReport::isIntact);
        AuditEntry auditEntry =
                AuditTrailReader.newest(database, 0, 1).getFirst().entry();
        assertThat(auditEntry.action()).isEqualTo("audit.expire");
        assertThat(auditEntry.channel()).isEqualTo("SYSTEM");
        assertThat(auditEntry.detailText())
                .startsWith("{\"entries\":\"5\",\"upto\":\"5\",\"newest\":\"2026-01-01T00:00:00Z\",\"hash\":\"");
        assertThat(run()).isZero();
        assertThat(sequences()).hasSize(YOUNG + 1);
    }

    @Test
    void unlimitedRetentionDeletesNothing() {
        keep(AuditRetentionPeriod.UNLIMITED);

        assertThat(run()).isZero();
        assertThat(check.verify()).isEqualTo(AuditChainReport.intact(OLD + YOUNG));
    }

    @Test
    void emptyTrailRemainsEmpty() throws IOException {
        change("delete from audit_entry");
        store.saveHead(AuditChainRepository.BEGINNING);
        Files.delete(witness());

        assertThat(run()).isZero();
        assertThat(check.verify()).isEqualTo(AuditChainReport.intact(0));
    }

    @Test
    void deletionRecordExpiresLikeOtherEntries() {
        clock.advance(Duration.ofDays(31));
        write(1);

        assertThat(run()).isEqualTo(OLD + YOUNG);
        assertThat(sequences()).containsExactly(9L, 10L);
        assertThat(check.verify()).matches(AuditChainReport::isIntact);

        clock.advance(Duration.ofDays(31));
        write(1);
        assertThat(run()).isEqualTo(2);
        assertThat(sequences()).containsExactly(11L, 12L);
        assertThat(check.verify().expired())
                .matches(expiredEntries -> expiredEntries != null && expiredEntries.upTo() == 10);
        assertThat(check.verify()).matches(AuditChainReport::isIntact);
    }

    @Test
    void interruptedRunContinuesWithTheNextBatch() {
        write(4500);
        clock.advance(Duration.ofDays(31));
        write(1);
        AtomicInteger asked = new AtomicInteger();

        assertThat(expiry.run(() -> asked.getAndIncrement() == 1)).isEqualTo(2000);
        assertThat(check.verify()).matches(AuditChainReport::isIntact);

        assertThat(run()).isEqualTo(2508);
        assertThat(check.verify()).matches(AuditChainReport::isIntact).matches(report -> report.entries() == 4);
    }

    @Test
    void concurrentRunsDeleteEachEntryOnce() {
        write(4500);
        clock.advance(Duration.ofDays(31));
        write(1);

        List<CompletableFuture<Long>> runs = Stream.generate(() -> CompletableFuture.supplyAsync(this::run))
                .limit(2)
                .toList();

        assertThat(runs.stream().mapToLong(CompletableFuture::join).sum()).isEqualTo(4508);
        assertThat(check.verify()).matches(AuditChainReport::isIntact);
    }

    @Test
    void verificationDuringARunReportsAnIntactTrail() {
        write(9000);
        clock.advance(Duration.ofDays(31));
        write(1);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
            run();
            over.set(true);
        });

        do {
            assertThat(check.verify()).matches(AuditChainReport::isIntact);
        } while (!over.get());

        run.join();
    }

    @Test
    void clockInThePastDeletesNothing() {
        clock.advance(Duration.ofDays(-60));

        assertThat(run()).isZero();
        assertThat(sequences()).hasSize(OLD + YOUNG);
    }

    @Test
    void clockInTheFutureIsLimitedByTheNewestEntry() {
        clock.advance(Duration.ofDays(365));

        assertThat(run()).isEqualTo(OLD);
        assertThat(run()).isZero();
        assertThat(check.verify()).matches(AuditChainReport::isIntact);
    }

    @Test
    void clockInTheFutureIsLimitedByTheDatabaseClock() {
        set(Instant.now());
        write(1);
        clock.advance(Duration.ofDays(365));
        write(1);

        assertThat(run()).isEqualTo(OLD + YOUNG);
        assertThat(sequences()).containsExactly(9L, 10L, 11L);
    }

    @Test
    void entryWithAFutureTimeKeepsItsSuccessors() {
        clock.advance(Duration.ofDays(20));
        write(1);
        clock.advance(Duration.ofDays(-20));
        write(2);
        clock.advance(Duration.ofDays(31));
        write(1);

        assertThat(run()).isEqualTo(OLD + YOUNG);

        assertThat(sequences()).containsExactly(9L, 10L, 11L, 12L, 13L);
        assertThat(check.verify()).matches(AuditChainReport::isIntact);
    }

    @Test
    void brokenChainDeletesNothing() {
        change("update audit_entry set actor = 'forged' where sequence_number = 3");

        assertThat(run()).isZero();

        assertThat(check.verify()).isEqualTo(AuditChainReport.broken(2, 3, ChainFault.CHANGED));
        AuditEntry auditEntry =
                AuditTrailReader.newest(database, 0, 1).getFirst().entry();
        assertThat(auditEntry.action()).isEqualTo("audit.expire");
        assertThat(auditEntry.result()).isEqualTo(AuditEntry.Result.FAILED);
        assertThat(auditEntry.detail()).isEqualTo(AuditDetail.of("entry", 3));
    }

    @Test
    void deletionRecordOfAnEarlierVersionIsValid() throws IOException {
        run();
        AuditChainRepository.ChainLink link = store.links(8, 9, 1).getFirst();
        String text = expiries.parse(link).orElseThrow().sealedText();
        NumberedAuditEntry entry = new NumberedAuditEntry(
                9,
                link.written().orElseThrow().at(),
                AuditEntry.ofSystem(
                        AuditExpiryEntryCodec.ACTION,
                        null,
                        null,
                        null,
                        AuditEntry.Result.SUCCESS,
                        new AuditDetail(text + " seal=" + seal.sign(text))));
        String hash = AuditEntryHasher.hash(link.previousHash(), entry);
        change("delete from audit_entry where sequence_number = 9");
        store.append(entry, link.previousHash(), hash);
        store.saveHead(new AuditChainRepository.ChainHead(9, hash));
        Files.deleteIfExists(witness());

        assertThat(check.verify())
                .isEqualTo(new AuditChainReport(YOUNG + 1L, null, new AuditChainReport.ExpiredEntries(OLD, BEGIN), 9));
        clock.advance(Duration.ofDays(40));
        write(1);
        assertThat(run()).isEqualTo(YOUNG + 1);
        assertThat(check.verify()).matches(AuditChainReport::isIntact);
    }

    @Test
    void manualDeletionAfterARunIsDetected() {
        run();
        change("delete from audit_entry where sequence_number in (6, 7)");

        assertThat(check.verify().broken()).isEqualTo(new AuditChainReport.BreakLocation(6, ChainFault.MISSING));
    }

    @Test
    void manualDeletionBeforeARunIsDetectedAfterwards() {
        change("delete from audit_entry where sequence_number < 3");

        assertThat(check.verify().broken()).isEqualTo(new AuditChainReport.BreakLocation(1, ChainFault.MISSING));
        assertThat(run()).isZero();
        assertThat(check.verify().broken()).isEqualTo(new AuditChainReport.BreakLocation(1, ChainFault.MISSING));
    }

    @Test
    void restoredExpiredEntryIsForeign() {
        run();
        change("insert into audit_entry (sequence_number, written_at, actor, source, channel, action, result,"
                + " previous_hash, hash) select 4, written_at, actor, source, channel, action, result,"
                + " previous_hash, hash from audit_entry where sequence_number = 6");

        assertThat(check.verify().broken()).isEqualTo(new AuditChainReport.BreakLocation(4, ChainFault.FOREIGN));
    }

    @Test
    void removedDeletionRecordIsDetected() {
        run();
        write(1);
        change("delete from audit_entry where action = 'audit.expire'");

        assertThat(check.verify().broken()).isEqualTo(new AuditChainReport.BreakLocation(1, ChainFault.MISSING));
    }

    @Test
    void deletionRecordExtendedToMoreEntriesIsDetected() {
        run();
        change(
                "update audit_entry set detail = replace(detail, '\"upto\":\"5\"', '\"upto\":\"6\"') where sequence_number = 9");
        change("delete from audit_entry where sequence_number = 6");

        assertThat(check.verify().broken()).isEqualTo(new AuditChainReport.BreakLocation(9, ChainFault.CHANGED));
    }

    @Test
    void forgedDeletionRecordIsRejected() {
        String hash = store.links(2, 3, 1).getFirst().hash();
        change("delete from audit_entry where sequence_number <= 3");
        AuditExpiryRecord forged = new AuditExpiryRecord(3, new AuditChainRepository.ChainHead(3, hash), BEGIN);
        NumberedAuditEntry entry =
                new NumberedAuditEntry(9, clock.instant().truncatedTo(ChronoUnit.MICROS), expiries.createEntry(forged));
        store.append(entry, hash, AuditEntryHasher.hash(hash, entry));

        assertThat(check.verify().broken()).isEqualTo(new AuditChainReport.BreakLocation(1, ChainFault.MISSING));

        // The forged record replaces an entry that Stackdeck has written.
        change("delete from audit_entry where sequence_number = 8");
        change("update audit_entry set sequence_number = 8 where sequence_number = 9");
        assertThat(check.verify().broken()).isEqualTo(new AuditChainReport.BreakLocation(8, ChainFault.CHANGED));
    }

    /** Simulates an attacker who has the database and the program, but not the key in the data directory. */
    @Test
    void appendedDeletionRecordWithoutSignatureIsDetected() {
        AuditChainRepository.ChainLink third = store.links(2, 3, 1).getFirst();
        AuditChainRepository.ChainHead chainHead = store.head().orElseThrow();
        AuditExpiryRecord forged = new AuditExpiryRecord(3, new AuditChainRepository.ChainHead(3, third.hash()), BEGIN);
        String foreignSeal = sealOfAnotherKey(forged.sealedText());
        for (AuditDetail detail : List.of(
                forged.detail(),
                forged.detail().with("seal", foreignSeal),
                new AuditDetail(forged.sealedText()),
                new AuditDetail(forged.sealedText() + " seal=" + foreignSeal))) {
            NumberedAuditEntry entry = new NumberedAuditEntry(
                    chainHead.sequence() + 1,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    new AuditEntry(
                            null,
                            "console",
                            "console",
                            "SYSTEM",
                            AuditExpiryEntryCodec.ACTION,
                            null,
                            null,
                            null,
                            AuditEntry.Result.SUCCESS,
                            detail));
            String hash = AuditEntryHasher.hash(chainHead.hash(), entry);
            change("delete from audit_entry where sequence_number <= 3 or sequence_number > " + chainHead.sequence());
            store.append(entry, chainHead.hash(), hash);
            store.saveHead(new AuditChainRepository.ChainHead(entry.sequence(), hash));

            assertThat(check.verify().broken()).isEqualTo(new AuditChainReport.BreakLocation(9, ChainFault.CHANGED));
        }
    }

    private static String sealOfAnotherKey(String text) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("key", new SecretKeySpec(new byte[] {1, 2, 3}, "AES"));
        return new AuditExpirySigner(beans.getBeanProvider(SecretKey.class)).sign(text);
    }

    @Test
    void witnessFileContinuesAfterItsEntryExpired() throws IOException {
        Files.writeString(witness(), "3 " + store.links(2, 3, 1).getFirst().hash());
        run();
        assertThat(check.verify()).matches(AuditChainReport::isIntact);

        write(1);

        assertThat(Files.readString(witness())).startsWith("10 ");
    }

    @Test
    void witnessFileDetectsAnotherStartOfTheTrail() throws IOException {
        Files.writeString(witness(), "5 " + "a".repeat(64));
        run();

        assertThat(check.verify().broken()).isEqualTo(new AuditChainReport.BreakLocation(5, ChainFault.REWRITTEN));
        write(1);
        assertThat(Files.readString(witness())).startsWith("5 ");
    }

    @Test
    void previewCountsExpiredEntriesAndTheNextRun() {
        assertThat(retention.countDue(new AuditRetentionPeriod(30)))
                .isEqualTo(new AuditRetentionPeriodRepository.DueEntries(OLD, Instant.parse("2026-02-10T03:00:00Z")));
        assertThat(retention.countDue(new AuditRetentionPeriod(41)).entries()).isZero();
        assertThat(retention.countDue(AuditRetentionPeriod.UNLIMITED).entries()).isZero();
        clock.advance(Duration.ofHours(3));
        assertThat(retention.countDue(AuditRetentionPeriod.UNLIMITED).at())
                .isEqualTo(Instant.parse("2026-02-11T03:00:00Z"));
    }

    private long run() {
        return expiry.run(() -> false);
    }

    private void keep(AuditRetentionPeriod auditRetentionPeriod) {
        transaction.executeWithoutResult(_ -> retention.update(auditRetentionPeriod));
        assertThat(retention.current()).isEqualTo(auditRetentionPeriod);
    }

    private void set(Instant time) {
        clock.advance(Duration.between(clock.instant(), time));
    }

    private List<Long> sequences() {
        return database.sql("select sequence_number from audit_entry order by sequence_number")
                .query(Long.class)
                .list();
    }
}
