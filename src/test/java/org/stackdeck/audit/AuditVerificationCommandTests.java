package org.stackdeck.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.stackdeck.audit.retention.AuditExpiryEntryCodec;
import org.stackdeck.audit.retention.AuditExpiryKeyRotation;
import org.stackdeck.audit.retention.AuditExpiryRecord;
import org.stackdeck.audit.retention.AuditExpirySigner;
import org.stackdeck.platform.SecretsKeyLoader;

class AuditVerificationCommandTests {

    @TempDir
    Path directory;

    private final List<String> said = new ArrayList<>();
    private String url = "";

    @BeforeEach
    void nameTheDatabase() {
        url = "jdbc:h2:file:" + directory.resolve("stackdeck") + ";MODE=MariaDB";
    }

    @Test
    void intactTrailExitsWithZero() throws SQLException {
        writeATrail();

        assertThat(verify()).isZero();
        assertThat(said).containsExactly("The audit trail is intact: 3 entries.");
    }

    @Test
    void intactTrailWithoutWitnessFileExitsWithThree() throws SQLException, IOException {
        writeATrail();
        Files.delete(directory.resolve(AuditWitnessFile.FILE));

        assertThat(verify()).isEqualTo(3);
        assertThat(said)
                .containsExactly(
                        "The audit trail is intact according to the database: 3 entries. The audit-witness file in"
                                + " the data directory is missing or was created after entry 3. Up to that entry, the"
                                + " verification cannot detect that the last entries were removed or that the trail"
                                + " was rewritten.");
    }

    @Test
    void lateWitnessFileExitsWithThree() throws SQLException, IOException {
        writeATrail();
        Path witness = directory.resolve(AuditWitnessFile.FILE);
        Files.writeString(witness, Files.readString(witness).strip() + " from 3\n");

        assertThat(verify()).isEqualTo(3);
        assertThat(said).singleElement().asString().contains("created after entry 2");
    }

    @Test
    void brokenTrailExitsWithOneAndReportsTheEntry() throws SQLException {
        writeATrail();
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            connection.createStatement().executeUpdate("delete from audit_entry where sequence_number = 2");
        }

        assertThat(verify()).isEqualTo(1);
        assertThat(said)
                .containsExactly("The audit trail is broken at entry 2: it was removed. Intact entries before it: 1.");
    }

    @Test
    void expiredEntriesAreReported() throws SQLException {
        writeATrail();
        SecretKey key = SecretsKeyLoader.loadOrCreate("", directory);
        removeTwo(key);

        assertThat(verify()).isZero();
        assertThat(said)
                .containsExactly("The audit trail is intact: 2 entries. Entries up to number 2 (until"
                        + " 1970-01-01T00:00:00Z) were removed by the retention policy.");
    }

    @Test
    void deletionIsVerifiedWithANewKeyAfterItWasSealedAgain() throws SQLException, IOException {
        writeATrail();
        SecretKey former = SecretsKeyLoader.loadOrCreate("", directory);
        removeTwo(former);
        Files.delete(directory.resolve("keys/secret-box.key"));
        SecretKey next = SecretsKeyLoader.loadOrCreate("", directory);
        assertThat(verify()).isEqualTo(1);

        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            AuditChainRepository store =
                    new AuditChainRepository(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
            assertThat(new AuditExpiryKeyRotation(store, next, next).createEntry())
                    .isEmpty();
            AuditExpiryKeyRotation keyRotation = new AuditExpiryKeyRotation(store, former, next);
            store.appendAll(
                    store.lockHead(),
                    List.of(new AuditChainRepository.PendingEntry(
                            Instant.EPOCH, keyRotation.createEntry().orElseThrow())));
            assertThat(keyRotation.createEntry()).isEmpty();
        }

        assertThat(verify()).isZero();
        assertThat(said.getLast())
                .isEqualTo("The audit trail is intact: 3 entries. Entries up to number 2 (until"
                        + " 1970-01-01T00:00:00Z) were removed by the retention policy.");
    }

    @Test
    void missingKeyExitsWithTwoAndIsNotCreated() throws SQLException {
        writeATrail();
        removeTwo(new SecretKeySpec(new byte[32], "AES"));

        assertThat(verify()).isEqualTo(2);
        assertThat(said).singleElement().asString().contains("STACKDECK_SECRETS_KEY");
        assertThat(directory.resolve("keys")).doesNotExist();
    }

    private void removeTwo(SecretKey key) throws SQLException {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("key", key);
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            JdbcClient database = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            AuditChainRepository store = new AuditChainRepository(database);
            AuditExpiryEntryCodec auditExpiryEntryCodec =
                    new AuditExpiryEntryCodec(store, new AuditExpirySigner(beans.getBeanProvider(SecretKey.class)));
            List<AuditChainRepository.ChainLink> chainLinks = store.links(0, 3, 3);
            AuditChainRepository.ChainHead gone =
                    new AuditChainRepository.ChainHead(2, chainLinks.get(1).hash());
            NumberedAuditEntry numberedAuditEntry = new NumberedAuditEntry(
                    4, Instant.EPOCH, auditExpiryEntryCodec.createEntry(new AuditExpiryRecord(2, gone, Instant.EPOCH)));
            String last = chainLinks.get(2).hash();
            store.append(numberedAuditEntry, last, AuditEntryHasher.hash(last, numberedAuditEntry));
            store.saveHead(new AuditChainRepository.ChainHead(4, AuditEntryHasher.hash(last, numberedAuditEntry)));
            database.sql("delete from audit_entry where sequence_number <= 2").update();
        }
    }

    @Test
    void missingDatabaseIsNotCreated() throws IOException {
        assertThat(verify()).isEqualTo(2);
        assertThat(said).singleElement().asString().startsWith("The audit trail cannot be verified: ");
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    private int verify() {
        return AuditVerificationCommand.run(
                said::add, "--spring.datasource.url=" + url, "--stackdeck.data-dir=" + directory);
    }

    private void writeATrail() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            JdbcClient database = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            database.sql("create table audit_head (id int, sequence_number bigint, hash varchar(64))")
                    .update();
            database.sql("create table audit_entry (sequence_number bigint, written_at timestamp(6), actor_id varchar,"
                            + " actor varchar, source varchar, channel varchar, action varchar, object_type varchar,"
                            + " object_id varchar, object_name varchar, result varchar, detail varchar,"
                            + " previous_hash varchar, hash varchar)")
                    .update();
            database.sql("insert into audit_head values (1, 0, '')").update();
            AuditChainRepository store = new AuditChainRepository(database);
            AuditChainRepository.ChainHead chainHead = AuditChainRepository.BEGINNING;
            for (long next = 1; next <= 3; next++) {
                NumberedAuditEntry written = new NumberedAuditEntry(
                        next,
                        Instant.EPOCH,
                        new AuditEntry(null, "a", "b", "UI", "c.d", null, null, null, AuditEntry.Result.SUCCESS, null));
                String hash = AuditEntryHasher.hash(chainHead.hash(), written);
                store.append(written, chainHead.hash(), hash);
                chainHead = new AuditChainRepository.ChainHead(next, hash);
            }
            store.saveHead(chainHead);
            Files.writeString(
                    directory.resolve(AuditWitnessFile.FILE), chainHead.sequence() + " " + chainHead.hash() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
