package org.stackdeck.platform.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.platform.PeriodicTask;

/**
 * Clock of the database server, with a tolerance of half a second. Nodes compare times that other nodes have stored,
 * but the clocks of their machines can differ. Between two readings of the database, this clock advances with the
 * monotonic clock of the process. Changes of the system time have no effect.
 */
public final class DatabaseClock extends Clock implements SmartInitializingSingleton, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** Smaller differences are not corrected, so that the time rarely goes back. */
    static final Duration TOLERANCE = Duration.ofMillis(500);

    /** Difference between the system clock and that of the database from which administrators are warned. */
    private static final Duration WARNING = Duration.ofSeconds(2);

    private final Clock system;
    private final LongSupplier nanoTime;
    private final Supplier<Instant> database;
    private final PeriodicTask readings = new PeriodicTask("database-clock", INTERVAL, this::synchronize);
    private volatile Reading reading;
    private boolean warned;

    /**
     * @param nanos time of the reading, as a value of {@link System#nanoTime}
     * @param uncertainty maximum difference between {@code nanos} and the moment at which the database read its clock
     */
    private record Reading(Instant time, long nanos, Duration uncertainty) {

        Instant at(long now) {
            return time.plusNanos(now - nanos);
        }
    }

    /** Reads the time of the database. Fails if the database is unavailable. */
    public static DatabaseClock of(DataSource dataSource, String databaseUrl) {
        JdbcClient client = JdbcClient.create(new NetworkTimeoutDataSource(dataSource, NetworkTimeoutDataSource.SHORT));
        String query = "select " + DatabaseTimestamps.nowExpression(databaseUrl);
        return new DatabaseClock(
                Clock.systemUTC(),
                System::nanoTime,
                () -> DatabaseTimestamps.fromDatabase(
                        client.sql(query).query(LocalDateTime.class).single()));
    }

    DatabaseClock(Clock system, LongSupplier nanoTime, Supplier<Instant> database) {
        this.system = system;
        this.nanoTime = nanoTime;
        this.database = database;
        this.reading = read();
        warnIfDifferent(reading);
    }

    @Override
    public void afterSingletonsInstantiated() {
        readings.start();
    }

    @Override
    public void destroy() {
        readings.stop();
    }

    /** Reads the time of the database, and corrects this clock if they differ. Must not be called concurrently. */
    void synchronize() {
        Reading read = read();
        if (isLonger(Duration.between(read.time(), reading.at(read.nanos())), TOLERANCE.plus(read.uncertainty()))) {
            reading = read;
        }
        warnIfDifferent(read);
    }

    private Reading read() {
        long before = nanoTime.getAsLong();
        Instant time = database.get();
        long uncertainty = (nanoTime.getAsLong() - before) / 2;
        return new Reading(time, before + uncertainty, Duration.ofNanos(uncertainty));
    }

    private void warnIfDifferent(Reading read) {
        Duration ahead = Duration.between(read.at(nanoTime.getAsLong()), system.instant());
        boolean different = isLonger(ahead, WARNING.plus(read.uncertainty()));
        if (different && !warned) {
            LOG.warn(
                    "The clock of this machine is {} s {} that of the database. Stackdeck uses the time of the database."
                            + " Synchronize the clocks of all machines",
                    ahead.abs().toSeconds(),
                    ahead.isPositive() ? "ahead of" : "behind");
        }
        warned = different;
    }

    private static boolean isLonger(Duration difference, Duration limit) {
        return difference.abs().compareTo(limit) > 0;
    }

    /** Has the precision of the database's columns, so that a time is equal to the same time read from the database. */
    @Override
    public Instant instant() {
        return reading.at(nanoTime.getAsLong()).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        InstantSource source = () -> instant();
        return source.withZone(zone);
    }
}
