package org.stackdeck.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.stackdeck.database.DatabaseTest;

@DatabaseTest
abstract class DatabaseClockQueryTests {

    private final TimeZone before = TimeZone.getDefault();

    @Autowired
    private DataSource dataSource;

    @Value("${spring.datasource.url}")
    private String url;

    @AfterEach
    void resetTimeZone() {
        TimeZone.setDefault(before);
    }

    @Test
    void timeOfTheDatabaseIsReadInUtcInAnyTimeZone() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));

        assertThat(DatabaseClock.of(dataSource, url).instant())
                .isCloseTo(Instant.now(), within(10, ChronoUnit.MINUTES));
    }
}
