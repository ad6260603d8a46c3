package org.stackdeck.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.stackdeck.platform.MutableClock;

@ExtendWith(OutputCaptureExtension.class)
class DatabaseClockTests {

    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
    private static final String WARNING = "The clock of this machine";

    private final MutableClock system = new MutableClock(START);
    private final MutableClock database = new MutableClock(START);
    private final AtomicLong nanoTime = new AtomicLong(42);

    private DatabaseClock clock() {
        return new DatabaseClock(system, nanoTime::get, database::instant);
    }

    private void elapse(Duration time) {
        nanoTime.addAndGet(time.toNanos());
        system.advance(time);
        database.advance(time);
    }

    @Test
    void nodesWithDifferentSystemClocksHaveTheTimeOfTheDatabase() {
        system.advance(Duration.ofMinutes(5));
        DatabaseClock fast = clock();
        system.advance(Duration.ofMinutes(-10));
        DatabaseClock slow = clock();

        elapse(Duration.ofSeconds(3));

        assertThat(fast.instant()).isEqualTo(START.plusSeconds(3));
        assertThat(slow.instant()).isEqualTo(START.plusSeconds(3));
    }

    @Test
    void changeOfTheSystemTimeHasNoEffect() {
        DatabaseClock clock = clock();

        system.advance(Duration.ofHours(1));
        clock.synchronize();

        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void changeOfTheDatabasesTimeIsFollowedWithTheNextReading() {
        DatabaseClock clock = clock();

        database.advance(Duration.ofSeconds(30));
        assertThat(clock.instant()).isEqualTo(START);
        clock.synchronize();
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(30));

        database.advance(Duration.ofSeconds(-45));
        clock.synchronize();
        assertThat(clock.instant()).isEqualTo(START.minusSeconds(15));
    }

    @Test
    void smallDifferencesAreNotCorrected() {
        DatabaseClock clock = clock();

        database.advance(DatabaseClock.TOLERANCE.negated());
        clock.synchronize();

        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void slowReadingDoesNotReplaceAPreciseOne() {
        AtomicLong duration = new AtomicLong();
        DatabaseClock clock = new DatabaseClock(system, nanoTime::get, () -> {
            Instant read = database.instant();
            elapse(Duration.ofNanos(duration.get()));
            return read;
        });

        // The database reads its clock at the start of these four seconds, which this process cannot detect.
        duration.set(TimeUnit.SECONDS.toNanos(4));
        clock.synchronize();

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(4));
    }

    @Test
    void clockContinuesIfTheDatabaseIsUnavailable() {
        MutableClock unavailableFrom = new MutableClock(START.plusSeconds(1));
        DatabaseClock clock = new DatabaseClock(system, nanoTime::get, () -> {
            if (!database.instant().isBefore(unavailableFrom.instant())) {
                throw new IllegalStateException("unavailable");
            }
            return database.instant();
        });

        elapse(Duration.ofSeconds(10));

        assertThatThrownBy(clock::synchronize).hasMessage("unavailable");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void timesHaveThePrecisionOfTheDatabase() {
        DatabaseClock clock = clock();

        nanoTime.addAndGet(1_234_567);

        assertThat(clock.instant()).isEqualTo(START.plusNanos(1_234_000));
    }

    @Test
    void clockInAnotherZoneHasTheSameTime() {
        DatabaseClock clock = clock();
        Clock other = clock.withZone(ZoneId.of("Asia/Shanghai"));

        elapse(Duration.ofSeconds(1));

        assertThat(other.instant()).isEqualTo(clock.instant());
        assertThat(other.getZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    }

    @Test
    void wrongSystemClockIsReportedOnceUntilItIsCorrected(CapturedOutput output) {
        system.advance(Duration.ofMinutes(-5));
        DatabaseClock clock = clock();
        clock.synchronize();
        assertThat(output.toString().split(WARNING)).hasSize(2);
        assertThat(output).contains("300 s behind that of the database");

        system.advance(Duration.ofMinutes(5));
        clock.synchronize();
        assertThat(output.toString().split(WARNING)).hasSize(2);

        system.advance(Duration.ofMinutes(1));
        clock.synchronize();
        assertThat(output.toString().split(WARNING)).hasSize(3);
        assertThat(output).contains("60 s ahead of that of the database");
    }
}
