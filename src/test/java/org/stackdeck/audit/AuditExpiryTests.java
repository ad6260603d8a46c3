package org.stackdeck.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.ChainReport.Fault;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.platform.MovableClock;

@DatabaseTest
@Import({
    ChainedAuditTrail.class,
    RefusalAggregator.class,
    AuditStore.class,
    Expiries.class,
    ExpirySeal.class,
    AuditWitness.class,
    AuditCheck.class,
    AuditRetention.class,
    AuditExpiry.class,
    AuditExpiryTests.Time.class
})
@TestPropertySource(properties = "stackdeck.data-dir=target/test-data/audit-expiry")
abstract class AuditExpiryTests {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int OLD = 5;
    private static final int YOUNG = 3;

    @Autowired
    AuditTrail trail;

    @Autowired
    AuditExpiry expiry;

    @Autowired
    Expiries expiries;

    @Autowired
    AuditRetention retention;

    @Autowired
    AuditCheck check;

    @Autowired
    AuditStore store;

    @Autowired
    MovableClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient database;

    @Value("${stackdeck.data-dir}")
    Path directory;

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock(BEGIN);
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
        store.moveHead(AuditStore.BEGINNING);
        set(BEGIN);
        write(OLD);
        clock.move(Duration.ofDays(40));
        write(YOUNG);
        keep(new Retention(30));
    }

    @Test
    void expiredEntriesAreDeletedAndTheRestIsIntact() {
        assertThat(run()).isEqualTo(OLD);

        assertThat(sequences()).containsExactly(6L, 7L, 8L, 9L);
        assertThat(check.run())
                .isEqualTo(new ChainReport(YOUNG + 1L, null, new ChainReport.Expired(OLD, BEGIN), 0))
                .matches(ChainReport::whole);
        AuditEntry told = trail.newest(0, 1).getFirst().entry();
        assertThat(told.action()).isEqualTo("audit.expire");
        assertThat(told.channel()).isEqualTo("SYSTEM");
        assertThat(told.detail()).startsWith("entries=5 upto=5 newest=2026-01-01T00:00:00Z hash=");
        assertThat(run()).isZero();
        assertThat(sequences()).hasSize(YOUNG + 1);
    }

    @Test
    void unlimitedRetentionDeletesNothing() {
        keep(Retention.FOR_EVER);

        assertThat(run()).isZero();
        assertThat(check.run()).isEqualTo(ChainReport.whole(OLD + YOUNG));
    }

    @Test
    void emptyTrailRemainsEmpty() throws IOException {
        change("delete from audit_entry");
        store.moveHead(AuditStore.BEGINNING);
        Files.delete(witness());

        assertThat(run()).isZero();
        assertThat(check.run()).isEqualTo(ChainReport.whole(0));
    }

    @Test
    void deletionRecordExpiresLikeOtherEntries() {
        clock.move(Duration.ofDays(31));
        write(1);

        assertThat(run()).isEqualTo(OLD + YOUNG);
        assertThat(sequences()).containsExactly(9L, 10L);
        assertThat(check.run()).matches(ChainReport::whole);

        clock.move(Duration.ofDays(31));
        write(1);
        assertThat(run()).isEqualTo(2);
        assertThat(sequences()).containsExactly(11L, 12L);
        assertThat(check.run().expired()).matches(expired -> expired != null && expired.upTo() == 10);
        assertThat(check.run()).matches(ChainReport::whole);
    }

    @Test
    void interruptedRunContinuesWithTheNextBatch() {
        write(4500);
        clock.move(Duration.ofDays(31));
        write(1);
        AtomicInteger asked = new AtomicInteger();

        assertThat(expiry.run(() -> asked.getAndIncrement() == 1)).isEqualTo(2000);
        assertThat(check.run()).matches(ChainReport::whole);

        assertThat(run()).isEqualTo(2508);
        assertThat(check.run()).matches(ChainReport::whole).matches(report -> report.entries() == 4);
    }

    @Test
    void concurrentRunsDeleteEachEntryOnce() {
        write(4500);
        clock.move(Duration.ofDays(31));
        write(1);

        List<CompletableFuture<Long>> runs = Stream.generate(() -> CompletableFuture.supplyAsync(this::run))
                .limit(2)
                .toList();

        assertThat(runs.stream().mapToLong(CompletableFuture::join).sum()).isEqualTo(4508);
        assertThat(check.run()).matches(ChainReport::whole);
    }

    @Test
    void verificationDuringARunReportsAnIntactTrail() {
        write(9000);
        clock.move(Duration.ofDays(31));
        write(1);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
            run();
            over.set(true);
        });

        do {
            assertThat(check.run()).matches(ChainReport::whole);
        } while (!over.get());

        run.join();
    }

    @Test
    void clockInThePastDeletesNothing() {
        clock.move(Duration.ofDays(-60));

        assertThat(run()).isZero();
        assertThat(sequences()).hasSize(OLD + YOUNG);
    }

    @Test
    void clockInTheFutureIsLimitedByTheNewestEntry() {
        clock.move(Duration.ofDays(365));

        assertThat(run()).isEqualTo(OLD);
        assertThat(run()).isZero();
        assertThat(check.run()).matches(ChainReport::whole);
    }

    @Test
    void clockInTheFutureIsLimitedByTheDatabaseClock() {
        set(Instant.now());
        write(1);
        clock.move(Duration.ofDays(365));
        write(1);

        assertThat(run()).isEqualTo(OLD + YOUNG);
        assertThat(sequences()).containsExactly(9L, 10L, 11L);
    }

    @Test
    void entryWithAFutureTimeKeepsItsSuccessors() {
        clock.move(Duration.ofDays(20));
        write(1);
        clock.move(Duration.ofDays(-20));
        write(2);
        clock.move(Duration.ofDays(31));
        write(1);

        assertThat(run()).isEqualTo(OLD + YOUNG);

        assertThat(sequences()).containsExactly(9L, 10L, 11L, 12L, 13L);
        assertThat(check.run()).matches(ChainReport::whole);
    }

    @Test
    void brokenChainDeletesNothing() {
        change("update audit_entry set actor = 'forged' where sequence_number = 3");

        assertThat(run()).isZero();

        assertThat(check.run()).isEqualTo(ChainReport.broken(2, 3, Fault.CHANGED));
        AuditEntry told = trail.newest(0, 1).getFirst().entry();
        assertThat(told.action()).isEqualTo("audit.expire");
        assertThat(told.result()).isEqualTo(AuditEntry.Result.FAILED);
        assertThat(told.detail()).isEqualTo("entry=3");
    }

    @Test
    void manualDeletionAfterARunIsDetected() {
        run();
        change("delete from audit_entry where sequence_number in (6, 7)");

        assertThat(check.run().broken()).isEqualTo(new ChainReport.Place(6, Fault.MISSING));
    }

    @Test
    void manualDeletionBeforeARunIsDetectedAfterwards() {
        change("delete from audit_entry where sequence_number < 3");

        assertThat(check.run().broken()).isEqualTo(new ChainReport.Place(1, Fault.MISSING));
        assertThat(run()).isZero();
        assertThat(check.run().broken()).isEqualTo(new ChainReport.Place(1, Fault.MISSING));
    }

    @Test
    void restoredExpiredEntryIsForeign() {
        run();
        change("insert into audit_entry (sequence_number, written_at, actor, source, channel, action, result,"
                + " previous_hash, hash) select 4, written_at, actor, source, channel, action, result,"
                + " previous_hash, hash from audit_entry where sequence_number = 6");

        assertThat(check.run().broken()).isEqualTo(new ChainReport.Place(4, Fault.FOREIGN));
    }

    @Test
    void removedDeletionRecordIsDetected() {
        run();
        write(1);
        change("delete from audit_entry where action = 'audit.expire'");

        assertThat(check.run().broken()).isEqualTo(new ChainReport.Place(1, Fault.MISSING));
    }

    @Test
    void deletionRecordExtendedToMoreEntriesIsDetected() {
        run();
        change("update audit_entry set detail = replace(detail, 'upto=5', 'upto=6') where sequence_number = 9");
        change("delete from audit_entry where sequence_number = 6");

        assertThat(check.run().broken()).isEqualTo(new ChainReport.Place(9, Fault.CHANGED));
    }

    @Test
    void forgedDeletionRecordIsRejected() {
        String hash = store.links(2, 3, 1).getFirst().hash();
        change("delete from audit_entry where sequence_number <= 3");
        Expiry forged = new Expiry(3, new AuditStore.Head(3, hash), BEGIN);
        AuditRecord record = new AuditRecord(9, clock.instant().truncatedTo(ChronoUnit.MICROS), expiries.entry(forged));
        store.append(record, hash, AuditChain.hash(hash, record));

        assertThat(check.run().broken()).isEqualTo(new ChainReport.Place(1, Fault.MISSING));

        // Replaces an entry that Stackdeck wrote.
        change("delete from audit_entry where sequence_number = 8");
        change("update audit_entry set sequence_number = 8 where sequence_number = 9");
        assertThat(check.run().broken()).isEqualTo(new ChainReport.Place(8, Fault.CHANGED));
    }

    /** Simulates an attacker who has the database and the program, but not the key in the data directory. */
    @Test
    void appendedDeletionRecordWithoutSignatureIsDetected() {
        AuditStore.Link third = store.links(2, 3, 1).getFirst();
        AuditStore.Head head = store.head().orElseThrow();
        String text = new Expiry(3, new AuditStore.Head(3, third.hash()), BEGIN).text();
        for (String detail : List.of(text, text + " seal=" + sealOfAnotherKey(text))) {
            AuditRecord record = new AuditRecord(
                    head.sequence() + 1,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    new AuditEntry(
                            null,
                            "console",
                            "console",
                            "SYSTEM",
                            Expiries.ACTION,
                            null,
                            null,
                            null,
                            AuditEntry.Result.SUCCESS,
                            detail));
            String hash = AuditChain.hash(head.hash(), record);
            change("delete from audit_entry where sequence_number <= 3 or sequence_number > " + head.sequence());
            store.append(record, head.hash(), hash);
            store.moveHead(new AuditStore.Head(record.sequence(), hash));

            assertThat(check.run().broken()).isEqualTo(new ChainReport.Place(9, Fault.CHANGED));
        }
    }

    private static String sealOfAnotherKey(String text) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("key", new SecretKeySpec(new byte[] {1, 2, 3}, "AES"));
        return new ExpirySeal(beans.getBeanProvider(SecretKey.class)).of(text);
    }

    @Test
    void witnessFileContinuesAfterItsEntryExpired() throws IOException {
        Files.writeString(witness(), "3 " + store.links(2, 3, 1).getFirst().hash());
        run();
        assertThat(check.run()).matches(ChainReport::whole);

        write(1);

        assertThat(Files.readString(witness())).startsWith("10 ");
    }

    @Test
    void witnessFileDetectsAnotherStartOfTheTrail() throws IOException {
        Files.writeString(witness(), "5 " + "a".repeat(64));
        run();

        assertThat(check.run().broken()).isEqualTo(new ChainReport.Place(5, Fault.REWRITTEN));
        write(1);
        assertThat(Files.readString(witness())).startsWith("5 ");
    }

    @Test
    void previewCountsExpiredEntriesAndTheNextRun() {
        assertThat(retention.due(new Retention(30)))
                .isEqualTo(new AuditRetention.Due(OLD, Instant.parse("2026-02-10T03:00:00Z")));
        assertThat(retention.due(new Retention(41)).entries()).isZero();
        assertThat(retention.due(Retention.FOR_EVER).entries()).isZero();
        clock.move(Duration.ofHours(3));
        assertThat(retention.due(Retention.FOR_EVER).at()).isEqualTo(Instant.parse("2026-02-11T03:00:00Z"));
    }

    private long run() {
        return expiry.run(() -> false);
    }

    private void keep(Retention kept) {
        transaction.executeWithoutResult(_ -> retention.keep(kept));
        assertThat(retention.present()).isEqualTo(kept);
    }

    private void set(Instant time) {
        clock.move(Duration.between(clock.instant(), time));
    }

    private List<Long> sequences() {
        return database.sql("select sequence_number from audit_entry order by sequence_number")
                .query(Long.class)
                .list();
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
}
