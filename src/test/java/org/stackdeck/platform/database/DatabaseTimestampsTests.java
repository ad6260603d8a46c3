package org.stackdeck.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseTimestampsTests {

    private static final Instant MOMENT = Instant.parse("2026-11-25T23:30:00.123456Z");

    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void home() {
        TimeZone.setDefault(before);
    }

    @Test
    void timestampsAreStoredInUtcInAnyTimeZone() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));

        LocalDateTime stored = DatabaseTimestamps.toDatabase(MOMENT);

        assertThat(stored).isEqualTo(LocalDateTime.parse("2026-11-25T23:30:00.123456"));
        assertThat(DatabaseTimestamps.fromDatabase(stored)).isEqualTo(MOMENT);
    }
}
