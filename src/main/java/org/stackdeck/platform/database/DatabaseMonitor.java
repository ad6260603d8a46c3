package org.stackdeck.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.PeriodicTask;

/**
 * Checks every two seconds whether the database responds and accepts changes, and whether its file is writable. Logs
 * one line when the database becomes unavailable, and one line when it is available again. Reopens an embedded database
 * that was opened read-only, and closes the idle connections to a read-only server, because another server may have
 * replaced it. {@link LostConnectionExceptionOverride} causes the connection pool to replace connections to a closed
 * database.
 */
@Component
class DatabaseMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMonitor.class);

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /**
     * Maximum age of the last check. A longer check hangs, because the connection pool times out after five seconds,
     * the test of a connection after two, and the statement after five.
     */
    private static final Duration MAX_AGE = Duration.ofSeconds(15);

    /** Changes no row, but a read-only server rejects it. */
    private static final String WRITE = "update node set beats = beats where 1 = 0";

    private final DataSource database;
    private final EmbeddedDatabaseFileCheck check;
    private final PeriodicTask checks = new PeriodicTask("database-monitor", Duration.ZERO, INTERVAL, this::check);
    /** End of the last check, or start of the checks, as a value of {@link System#nanoTime}; null before the start. */
    private volatile @Nullable Long checkedAt;

    private volatile @Nullable Outage outage;

    /** @param since start of the outage, as a value of {@link System#nanoTime} */
    private record Outage(String reason, long since) {}

    DatabaseMonitor(DataSource database, EmbeddedDatabaseFileCheck check) {
        this.database = new NetworkTimeoutDataSource(database, NetworkTimeoutDataSource.SHORT);
        this.check = check;
    }

    /**
     * Returns false if the last check failed or is too old, for instance because the storage or the connection pool
     * hangs.
     */
    boolean isAvailable() {
        return isAvailable(System.nanoTime());
    }

    /** Returns the reason of the outage; empty if the database is available or the check hangs. */
    Optional<String> problem() {
        return Optional.ofNullable(outage).map(Outage::reason);
    }

    /** @param now a value of {@link System#nanoTime} */
    boolean isAvailable(long now) {
        Long at = checkedAt;
        return outage == null && (at == null || now - at < MAX_AGE.toNanos());
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        // The first check can hang too.
        checkedAt = System.nanoTime();
        checks.start();
    }

    @PreDestroy
    void stop() {
        checks.stop();
    }

    void check() {
        update(check.problem().or(this::connectionProblem).orElse(null));
        checkedAt = System.nanoTime();
    }

    private Optional<String> connectionProblem() {
        // After a change of servers, some connections of the pool can still be to the read-only one.
        if (LostConnectionExceptionOverride.pollReadOnlyFailure()) {
            closeIdleConnections();
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(check.exists() ? "select 1" : WRITE);
            if (check.exists() && connection.isReadOnly()) {
                // H2 opened a file that was not writable, and keeps the database read-only until all connections are
                // closed. This statement closes all connections.
                statement.execute("SHUTDOWN IMMEDIATELY");
                return Optional.of("it was opened read-only");
            }
            return Optional.empty();
        } catch (SQLException e) {
            if (DatabaseUnavailableClassifier.isReadOnly(e)) {
                closeIdleConnections();
                return Optional.of("it is read-only (" + DatabaseUnavailableClassifier.reason(e) + ")");
            }
            return Optional.of(DatabaseUnavailableClassifier.reason(e));
        }
    }

    /** Connections in use are closed when they are returned to the pool. */
    private void closeIdleConnections() {
        try {
            database.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        } catch (SQLException e) {
            throw new IllegalStateException("not a connection pool", e);
        }
    }

    private void update(@Nullable String reason) {
        Outage before = outage;
        if (reason == null) {
            outage = null;
            if (before != null) {
                LOG.warn(
                        "The database is available again after {} s. Cause of the outage: {}",
                        Duration.ofNanos(System.nanoTime() - before.since()).toSeconds(),
                        before.reason());
            }
        } else if (before == null) {
            outage = new Outage(reason, System.nanoTime());
            LOG.error(
                    "The database is not available: {}. Stackdeck responds with status 503 until it is available again",
                    reason);
        }
    }
}
