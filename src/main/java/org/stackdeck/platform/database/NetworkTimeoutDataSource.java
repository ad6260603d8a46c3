package org.stackdeck.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Limits how long a statement waits for the database server, which may have become unreachable without closing the
 * connection. After this time, the statement fails and the connection pool discards the connection. The pool restores
 * its own limit when it takes the connection back. Does not use the connection of a current transaction.
 */
public final class NetworkTimeoutDataSource extends DelegatingDataSource {

    /**
     * Limit for statements that take milliseconds and belong to threads that must continue soon after the loss of a
     * connection. Lower than the limit of {@link DatabaseTimeoutsPostProcessor}, which includes waits for locks.
     */
    public static final Duration SHORT = Duration.ofSeconds(5);

    private final int milliseconds;

    /** @param timeout 0 for no limit */
    public NetworkTimeoutDataSource(DataSource target, Duration timeout) {
        super(target);
        this.milliseconds = Math.toIntExact(timeout.toMillis());
    }

    @Override
    public Connection getConnection() throws SQLException {
        return limit(super.getConnection(), milliseconds);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return limit(super.getConnection(user, password), milliseconds);
    }

    /** Sets the limit of the connection. Closes the connection if this fails. */
    public static Connection limit(Connection connection, int milliseconds) throws SQLException {
        try {
            connection.setNetworkTimeout(Runnable::run, milliseconds);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
