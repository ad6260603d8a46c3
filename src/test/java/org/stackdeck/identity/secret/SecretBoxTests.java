package org.stackdeck.identity.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.platform.SecretsKeyLoader;
import org.stackdeck.platform.startup.StartupException;

class SecretBoxTests {

    private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void opensSecretsSealedBeforeARestart() {
        String sealed = box("").seal(SECRET, "anna");

        assertThat(sealed).doesNotContain("secret");
        assertThat(box("").open(sealed, "anna")).isEqualTo(SECRET);
    }

    @Test
    void sealUsesADifferentNonceEachTime() {
        SecretBox box = box("");
        assertThat(box.seal(SECRET, "anna")).isNotEqualTo(box.seal(SECRET, "anna"));
    }

    @Test
    void openFailsForAnotherOwnerAndWithAnotherKey() {
        String sealed = box("").seal(SECRET, "anna");
        String otherKey = Base64.getEncoder().encodeToString(new byte[32]);

        assertThatThrownBy(() -> box("").open(sealed, "berta")).isInstanceOf(UnreadableSecretException.class);
        assertThatThrownBy(() -> box(otherKey).open(sealed, "anna"))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("STACKDECK_SECRETS_KEY");
    }

    @Test
    void keyFileIsAccessibleToItsOwnerOnly() throws IOException {
        box("");
        Path key = directory.resolve("keys").resolve("secret-box.key");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("keys"))))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory.resolve("keys"))) {
            assertThat(files).containsExactly(key);
        }
    }

    @Test
    void configuredKeyCreatesNoFile() {
        box(Base64.getEncoder().encodeToString(new byte[32]));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void invalidKeyIsRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> box("my secret phrase"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("STACKDECK_SECRETS_KEY")
                .hasMessageNotContaining("phrase")
                .hasNoCause();
    }

    private SecretBox box(String given) {
        return new SecretBox(SecretsKeyLoader.loadOrCreate(given, directory));
    }
}
