package org.stackdeck.operations.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.stackdeck.platform.MutableClock;

class AuthorizedInputStreamTests {

    @Test
    void dataEndsWithAnErrorASecondAfterThePermission() throws IOException {
        AtomicBoolean permitted = new AtomicBoolean(true);
        MutableClock clock = new MutableClock(Instant.EPOCH);
        AuthorizedInputStream data =
                new AuthorizedInputStream(new ByteArrayInputStream(new byte[100]), 100, permitted::get, clock);
        byte[] buffer = new byte[10];

        assertThat(data.read(buffer, 0, 10)).isEqualTo(10);
        clock.advance(Duration.ofSeconds(6));
        assertThat(data.read(buffer, 0, 10)).isEqualTo(10);
        permitted.set(false);
        assertThat(data.read(buffer, 0, 10)).isEqualTo(10);
        clock.advance(Duration.ofSeconds(6));

        assertThatIOException().isThrownBy(() -> data.read(buffer, 0, 10)).withMessage("no longer permitted");
    }

    @Test
    void permissionIsCheckedBeforeTheLastBytes() throws IOException {
        AtomicBoolean permitted = new AtomicBoolean(true);
        AuthorizedInputStream data = new AuthorizedInputStream(
                new ByteArrayInputStream(new byte[20]), 20, permitted::get, new MutableClock(Instant.EPOCH));
        byte[] buffer = new byte[10];

        assertThat(data.read(buffer, 0, 10)).isEqualTo(10);
        permitted.set(false);

        assertThatIOException().isThrownBy(() -> data.read(buffer, 0, 10)).withMessage("no longer permitted");
    }

    @Test
    void singleBytesAndSkippedBytesRequireThePermission() throws IOException {
        AtomicBoolean permitted = new AtomicBoolean(true);
        AuthorizedInputStream data = new AuthorizedInputStream(
                new ByteArrayInputStream(new byte[] {1, -1, 3}), 3, permitted::get, new MutableClock(Instant.EPOCH));

        assertThat(data.skip(1)).isEqualTo(1);
        assertThat(data.read()).isEqualTo(255);
        permitted.set(false);

        assertThatIOException().isThrownBy(data::read).withMessage("no longer permitted");
        assertThatIOException().isThrownBy(() -> data.skip(1)).withMessage("no longer permitted");
    }

    @Test
    void dataContinuesForAMinuteWhileThePermissionCannotBeChecked() throws IOException {
        MutableClock clock = new MutableClock(Instant.EPOCH);
        AuthorizedInputStream data = new AuthorizedInputStream(
                new ByteArrayInputStream(new byte[100]),
                100,
                () -> {
                    throw new IllegalStateException("no database");
                },
                clock);
        byte[] buffer = new byte[10];

        clock.advance(Duration.ofSeconds(50));
        assertThat(data.read(buffer, 0, 10)).isEqualTo(10);
        clock.advance(Duration.ofSeconds(20));

        assertThatIOException().isThrownBy(() -> data.read(buffer, 0, 10));
        assertThat(data.isRevoked()).isFalse();
    }

    @Test
    void lastBytesRequireACheckThatSucceeds() throws IOException {
        AuthorizedInputStream data = new AuthorizedInputStream(
                new ByteArrayInputStream(new byte[20]),
                20,
                () -> {
                    throw new IllegalStateException("no database");
                },
                new MutableClock(Instant.EPOCH));
        byte[] buffer = new byte[10];
        assertThat(data.read(buffer, 0, 10)).isEqualTo(10);

        assertThatIOException()
                .isThrownBy(() -> data.read(buffer, 0, 10))
                .withMessage("The permission could not be checked");
    }
}
