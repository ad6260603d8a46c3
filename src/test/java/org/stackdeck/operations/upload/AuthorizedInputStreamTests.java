package org.stackdeck.operations.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AuthorizedInputStreamTests {

    @Test
    void dataEndsWithAnErrorFiveSecondsAfterThePermission() throws IOException {
        AtomicBoolean permitted = new AtomicBoolean(true);
        AtomicLong now = new AtomicLong();
        AuthorizedInputStream data =
                new AuthorizedInputStream(new ByteArrayInputStream(new byte[100]), permitted::get, now::get);
        byte[] buffer = new byte[10];

        assertThat(data.read(buffer, 0, 10)).isEqualTo(10);
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(data.read(buffer, 0, 10)).isEqualTo(10);
        permitted.set(false);
        assertThat(data.read(buffer, 0, 10)).isEqualTo(10);
        now.addAndGet(Duration.ofSeconds(6).toNanos());

        assertThatIOException().isThrownBy(() -> data.read(buffer, 0, 10)).withMessage("no longer permitted");
    }

    @Test
    void dataContinuesForAMinuteWhileThePermissionCannotBeChecked() throws IOException {
        AtomicLong now = new AtomicLong();
        AuthorizedInputStream data = new AuthorizedInputStream(
                new ByteArrayInputStream(new byte[100]),
                () -> {
                    throw new IllegalStateException("no database");
                },
                now::get);
        byte[] buffer = new byte[10];

        now.addAndGet(Duration.ofSeconds(50).toNanos());
        assertThat(data.read(buffer, 0, 10)).isEqualTo(10);
        now.addAndGet(Duration.ofSeconds(20).toNanos());

        assertThatIOException().isThrownBy(() -> data.read(buffer, 0, 10));
        assertThat(data.isRevoked()).isTrue();
    }
}
