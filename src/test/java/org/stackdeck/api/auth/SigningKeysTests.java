package org.stackdeck.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.platform.startup.StartupException;

class SigningKeysTests {

    @TempDir
    private Path directory;

    @Test
    void aSigningKeyIsStoredAndReusedAsTheOnlyFile() throws IOException {
        SigningKeys signingKeys = SigningKeys.load(directory, Clock.systemUTC());

        assertThat(SigningKeys.load(directory, Clock.systemUTC()).newest()).isEqualTo(signingKeys.newest());
        assertThat(files()).singleElement().asString().matches("jwt-[0-9]+\\.json");
    }

    @Test
    void anEmptyKeyFileIsReplaced() throws IOException {
        Files.createFile(directory.resolve("jwt-1700000000.json"));

        SigningKeys signingKeys = SigningKeys.load(directory, Clock.systemUTC());

        assertThat(signingKeys.all().getKeys()).hasSize(1);
        assertThat(files()).doesNotContain("jwt-1700000000.json").hasSize(1);
    }

    @Test
    void aDamagedKeyIsReportedInOneLine() throws IOException {
        Path file = Files.writeString(directory.resolve("jwt-1700000000.json"), "{\"kty\":");

        assertThatThrownBy(() -> SigningKeys.load(directory, Clock.systemUTC()))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void sharedKeySignsAndOwnKeysVerify(@TempDir Path other) throws IOException {
        SigningKeys first = SigningKeys.load(directory, Clock.systemUTC());
        SigningKeys second = SigningKeys.load(other, Clock.systemUTC());

        SigningKeys shared = second.withShared(first.newest().toJSONString());

        assertThat(shared.newest()).isEqualTo(first.newest());
        assertThat(shared.all().getKeys()).containsExactly(second.newest(), first.newest());
        assertThat(shared.created()).isFalse();
        assertThat(first.withShared(first.newest().toJSONString()).all().getKeys())
                .containsExactly(first.newest());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
