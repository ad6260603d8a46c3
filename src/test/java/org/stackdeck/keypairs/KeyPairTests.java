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
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.audit.RecordedAudit;
import org.stackdeck.cloud.SomeKeys;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

@DatabaseTest
@Import({StoredKeyPairs.class, RecordedAudit.class})
abstract class KeyPairTests {

    @Autowired
    KeyPairs keys;

    @Autowired
    RecordedAudit audit;

    @Autowired
    JdbcClient database;

    private final Caller mia = caller("mia");

    @Test
    void keyPairIsVisibleToItsOwnerOnly() {
        KeyPair added = keys.add(mia, new KeyName(" Laptop "), SomeKeys.one());

        assertThat(added.name()).isEqualTo(new KeyName("Laptop"));
        assertThat(keys.of(mia)).containsExactly(added);
        assertThat(keys.find(mia, new KeyName("Laptop"))).contains(added);
        Caller ben = caller("ben");
        assertThat(keys.of(ben)).isEmpty();
        assertThat(keys.find(ben, new KeyName("Laptop"))).isEmpty();
        assertThat(keys.remove(ben, new KeyName("Laptop"))).isFalse();
        assertThat(keys.of(mia)).hasSize(1);
    }

    @Test
    void namesAreUniqueAndCaseSensitive() {
        keys.add(mia, new KeyName("laptop"), SomeKeys.one());

        assertThatExceptionOfType(KeyNameTakenException.class)
                .isThrownBy(() -> keys.add(mia, new KeyName("laptop"), SomeKeys.one()));
        keys.add(mia, new KeyName("Laptop"), SomeKeys.one());
        keys.add(mia, new KeyName("Láptop"), SomeKeys.one());
        assertThat(keys.of(mia)).hasSize(3);
    }

    @Test
    void fiftyFirstKeyPairIsRefused() {
        for (int i = 0; i < KeyPairs.MOST; i++) {
            keys.add(mia, new KeyName("key " + i), SomeKeys.one());
        }

        assertThatExceptionOfType(TooManyKeysException.class).isThrownBy(() -> keys.make(mia, new KeyName("one more")));
    }

    @Test
    void concurrentCreationDoesNotExceedTheLimit() throws InterruptedException {

        for (int i = 0; i < KeyPairs.MOST - 1; i++) {
            keys.add(mia, new KeyName("key " + i), SomeKeys.one());
        }
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try {
                        keys.add(mia, new KeyName("last " + i), SomeKeys.one());
                    } catch (TooManyKeysException e) {
                        // Expected for all calls but one.
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(keys.of(mia)).hasSize(KeyPairs.MOST);
    }

    @Test
    void changesAreAuditedWithoutTheKey() {
        keys.add(mia, new KeyName("a"), SomeKeys.one());
        MadeKeyPair made = keys.make(mia, new KeyName("b"));
        assertThat(keys.remove(mia, new KeyName("a"))).isTrue();
        assertThat(keys.remove(mia, new KeyName("a"))).isFalse();

        assertThat(keys.of(mia)).containsExactly(made.keyPair());
        assertThat(audit.actions()).endsWith("key.add", "key.create", "key.remove");
        assertThat(audit.entries().toString()).doesNotContain("PRIVATE KEY");
    }

    @Test
    void privateKeyIsNotStored() {
        MadeKeyPair made = keys.make(mia, new KeyName("b"));
        String secret = made.privateKey().lines().skip(1).findFirst().orElseThrow();

        assertThat(made.toString()).doesNotContain(secret);
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
        MadeKeyPair made = keys.make(mia, new KeyName("b"));
        Path file = Files.createFile(
                directory.resolve("id_ed25519"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, made.privateKey());

        Process keygen = new ProcessBuilder("ssh-keygen", "-y", "-P", "", "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(keygen.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo(made.keyPair().publicKey().line() + " b");
    }

    @Test
    void blankAndMultilineNamesAreRefused() {
        for (String bad : new String[] {"", "  ", "a\nb", "x".repeat(101)}) {
            assertThatThrownBy(() -> new KeyName(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Caller caller(String name) {
        return new Caller(new UserId(UUID.randomUUID()), new UserName(name), "127.0.0.1", Caller.Channel.REST);
    }
}
