package org.stackdeck.keypairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.keypair.TestPublicKeys;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.session.FakeLoginSessionService;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.identity.signin.AttemptLimitProperties;
import org.stackdeck.identity.signin.AttemptThrottle;

@DatabaseTest
@Import({JdbcUserKeyPairService.class, FakeAuditTrail.class, AttemptThrottle.class, FakeLoginSessionService.class})
@EnableConfigurationProperties(AttemptLimitProperties.class)
class UserKeyPairServiceTests {

    @Autowired
    UserKeyPairService keys;

    @Autowired
    FakeAuditTrail audit;

    @Autowired
    JdbcClient database;

    private final Caller mia = caller("mia");

    @Test
    void keyPairIsVisibleToItsOwnerOnly() {
        KeyPair added = keys.add(mia, new KeyPairName(" Laptop "), TestPublicKeys.ed25519());

        assertThat(added.name()).isEqualTo(new KeyPairName("Laptop"));
        assertThat(keys.list(mia)).containsExactly(added);
        assertThat(keys.find(mia, new KeyPairName("Laptop"))).contains(added);
        Caller ben = caller("ben");
        assertThat(keys.list(ben)).isEmpty();
        assertThat(keys.find(ben, new KeyPairName("Laptop"))).isEmpty();
        assertThat(keys.delete(ben, new KeyPairName("Laptop"))).isFalse();
        assertThat(keys.list(mia)).hasSize(1);
    }

    @Test
    void namesAreUniqueAndCaseSensitive() {
        keys.add(mia, new KeyPairName("laptop"), TestPublicKeys.ed25519());

        assertThatExceptionOfType(KeyPairNameTakenException.class)
                .isThrownBy(() -> keys.add(mia, new KeyPairName("laptop"), TestPublicKeys.ed25519()));
        keys.add(mia, new KeyPairName("Laptop"), TestPublicKeys.ed25519());
        keys.add(mia, new KeyPairName("Láptop"), TestPublicKeys.ed25519());
        assertThat(keys.list(mia)).hasSize(3);
    }

    @Test
    void nothingChangesIfTheSessionHasEnded() {
        Caller ended =
                new Caller(mia.userId(), mia.userName(), mia.source(), mia.channel(), new SessionId(UUID.randomUUID()));
        KeyPairName name = new KeyPairName("laptop");

        assertThatExceptionOfType(SessionEndedException.class)
                .isThrownBy(() -> keys.add(ended, name, TestPublicKeys.ed25519()));
        assertThat(keys.list(mia)).isEmpty();
        keys.add(mia, name, TestPublicKeys.ed25519());
        assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> keys.delete(ended, name));
        assertThat(keys.list(mia)).hasSize(1);
    }

    @Test
    void fiftyFirstKeyPairIsRefused() {
        for (int i = 0; i < UserKeyPairService.MAX_PER_USER; i++) {
            keys.add(mia, new KeyPairName("key " + i), TestPublicKeys.ed25519());
        }

        assertThatExceptionOfType(TooManyKeyPairsException.class)
                .isThrownBy(() -> keys.generate(mia, new KeyPairName("one more")));
    }

    @Test
    void concurrentCreationDoesNotExceedTheLimit() throws InterruptedException {

        for (int i = 0; i < UserKeyPairService.MAX_PER_USER - 1; i++) {
            keys.add(mia, new KeyPairName("key " + i), TestPublicKeys.ed25519());
        }
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try {
                        keys.add(mia, new KeyPairName("last " + i), TestPublicKeys.ed25519());
                    } catch (TooManyKeyPairsException e) {
                        // All calls except one are expected to fail.
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(keys.list(mia)).hasSize(UserKeyPairService.MAX_PER_USER);
    }

    @Test
    void changesAreAuditedWithoutTheKey() {
        keys.add(mia, new KeyPairName("a"), TestPublicKeys.ed25519());
        GeneratedKeyPair generatedKeyPair = keys.generate(mia, new KeyPairName("b"));
        assertThat(keys.delete(mia, new KeyPairName("a"))).isTrue();
        assertThat(keys.delete(mia, new KeyPairName("a"))).isFalse();

        assertThat(keys.list(mia)).containsExactly(generatedKeyPair.keyPair());
        assertThat(audit.actions()).endsWith("key.add", "key.create", "key.remove");
        assertThat(audit.entries().toString()).doesNotContain("PRIVATE KEY");
    }

    @Test
    void privateKeyIsNotStored() {
        GeneratedKeyPair generatedKeyPair = keys.generate(mia, new KeyPairName("b"));
        String secret =
                generatedKeyPair.privateKey().lines().skip(1).findFirst().orElseThrow();

        assertThat(generatedKeyPair.toString()).doesNotContain(secret);
        assertThat(database.sql("select * from key_pair where user_id = ?")
                        .param(mia.userId().toString())
                        .query()
                        .singleRow()
                        .values())
                .noneMatch(column -> String.valueOf(column).contains("PRIVATE")
                        || String.valueOf(column).contains(secret));
    }

    @Test
    void sshKeygenAcceptsTheGeneratedKeyPair(@TempDir Path directory) throws IOException, InterruptedException {
        GeneratedKeyPair generatedKeyPair = keys.generate(mia, new KeyPairName("b"));
        Path file = Files.createFile(
                directory.resolve("id_ed25519"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, generatedKeyPair.privateKey());

        Process keygen = new ProcessBuilder("ssh-keygen", "-y", "-P", "", "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(keygen.waitFor()).as(said).isZero();
        assertThat(said.strip())
                .isEqualTo(generatedKeyPair.keyPair().publicKey().authorizedKeysLine() + " b");
    }

    @Test
    void blankAndMultilineNamesAreRefused() {
        for (String bad : new String[] {"", "  ", "a\nb", "x".repeat(101), "\u200B\u202E"}) {
            assertThatThrownBy(() -> new KeyPairName(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void invisibleCharactersAreRemovedFromNames() {
        assertThat(new KeyPairName("lap\u202Etop\u200B")).isEqualTo(new KeyPairName("laptop"));
    }

    @Test
    void keyPairWhoseStoredNameHasInvisibleCharactersCanBeFoundAndDeleted() {
        for (String stored : new String[] {"lap\u202Etop", "\u200B"}) {
            KeyPair added = keys.add(mia, new KeyPairName("desk"), TestPublicKeys.ed25519());
            database.sql("update key_pair set name = ? where user_id = ?")
                    .params(stored, mia.userId().toString())
                    .update();
            KeyPairName shown = keys.list(mia).getFirst().name();

            assertThat(shown.value()).isEqualTo(stored.equals("\u200B") ? "-" : "laptop");
            assertThat(keys.find(mia, shown)).map(KeyPair::publicKey).contains(added.publicKey());
            assertThat(keys.delete(mia, shown)).isTrue();
            assertThat(keys.list(mia)).isEmpty();
        }
    }

    private static Caller caller(String name) {
        return new Caller(new UserId(UUID.randomUUID()), new UserName(name), "127.0.0.1", Caller.Channel.REST);
    }
}
