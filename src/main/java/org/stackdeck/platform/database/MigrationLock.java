package org.stackdeck.platform.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Lock of the process that migrates a database server. It belongs to a connection, so the server releases it when the
 * process ends. Liquibase's own lock is a row that remains if a process is killed during a migration. The owner of this
 * lock releases that row, because no other process can be migrating. Not needed for H2, whose file only one process can
 * open.
 */
final class MigrationLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);

    /** Maximum time to wait for the migration by another process. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(10);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Connection connection;
    private final Functions functions;

    /**
     * Functions of a database product that return 1 if they have acquired or released the lock. The name of the lock
     * contains that of the database, because MariaDB's locks apply to the whole server.
     */
    private enum Functions {
        MARIADB(
                "select get_lock(concat('stackdeck-migration-', sha1(database())), 0)",
                "select release_lock(concat('stackdeck-migration-', sha1(database())))",
                "set session wait_timeout = 86400",
                0),
        POSTGRESQL(
                "select pg_try_advisory_lock(hashtextextended('stackdeck-migration-' || current_schema(), 0))::int",
                "select pg_advisory_unlock(hashtextextended('stackdeck-migration-' || current_schema(), 0))::int",
                "set idle_session_timeout = 0",
                14);

        private final String acquire;
        private final String release;
        private final String disableIdleTimeout;
        private final int idleTimeoutSince;

        /**
         * @param disableIdleTimeout statement that disables the server's limit for idle connections, or raises it to a
         *     day
         * @param idleTimeoutSince first major version with this limit
         */
        Functions(String acquire, String release, String disableIdleTimeout, int idleTimeoutSince) {
            this.acquire = acquire;
            this.release = release;
            this.disableIdleTimeout = disableIdleTimeout;
            this.idleTimeoutSince = idleTimeoutSince;
        }

        static Optional<Functions> of(Connection connection) throws SQLException {
            return switch (connection.getMetaData().getDatabaseProductName()) {
                case "MariaDB" -> Optional.of(MARIADB);
                case "PostgreSQL" -> Optional.of(POSTGRESQL);
                default -> Optional.empty();
            };
        }
    }

    private MigrationLock(Connection connection, Functions functions) {
        this.connection = connection;
        this.functions = functions;
    }

    /**
     * Acquires the lock, and releases a lock of Liquibase that remained. Waits while another process migrates. Returns
     * empty for H2, after ten minutes, and if the database fails; Liquibase then waits for its own lock or reports the
     * error.
     */
    static Optional<MigrationLock> acquire(DataSource database) {
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        try {
            Optional<MigrationLock> lock = tryAcquire(database);
            if (lock.isPresent() || !isServer(database)) {
                return lock;
            }
            LOG.info("Waiting for another process that updates the database");
            while (lock.isEmpty() && System.nanoTime() - end < 0) {
                TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
                lock = tryAcquire(database);
            }
            return lock;
        } catch (SQLException e) {
            LOG.debug("Could not lock the migration", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean isServer(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Functions.of(connection).isPresent();
        }
    }

    /** Acquires the lock unless another process has it. */
    static Optional<MigrationLock> tryAcquire(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        boolean acquired = false;
        try {
            Functions functions = Functions.of(connection).orElse(null);
            acquired = functions != null && isOne(connection, functions.acquire);
            if (functions == null || !acquired) {
                return Optional.empty();
            }
            disableIdleTimeout(connection, functions);
            releaseRow(connection);
            return Optional.of(new MigrationLock(connection, functions));
        } finally {
            if (!acquired) {
                connection.close();
            }
        }
    }

    private static boolean isOne(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getInt(1) == 1;
        }
    }

    /**
     * Prevents that the server closes the connection, which is idle during the migration, and so releases the lock. The
     * longer limit may remain when the connection returns to the pool, which has no harmful effect.
     */
    private static void disableIdleTimeout(Connection connection, Functions functions) {
        try (Statement statement = connection.createStatement()) {
            if (connection.getMetaData().getDatabaseMajorVersion() >= functions.idleTimeoutSince) {
                statement.execute(functions.disableIdleTimeout);
            }
        } catch (SQLException e) {
            LOG.debug("The server may close the connection that holds the lock of the migration", e);
        }
    }

    private static void releaseRow(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            if (statement.executeUpdate("UPDATE DATABASECHANGELOGLOCK SET LOCKED = FALSE, LOCKGRANTED = NULL,"
                            + " LOCKEDBY = NULL WHERE LOCKED = TRUE")
                    > 0) {
                LOG.warn("Released Liquibase's lock, which a process left that ended during an update of the database");
            }
        } catch (SQLException e) {
            LOG.debug("Liquibase's table does not exist before the first migration", e);
        }
    }

    @Override
    public void close() {
        try {
            isOne(connection, functions.release);
        } catch (SQLException e) {
            LOG.debug("The lock was released with its connection", e);
        } finally {
            JdbcUtils.closeConnection(connection);
        }
    }
}
