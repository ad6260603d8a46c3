package org.stackdeck.operations.scheduling;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.stackdeck.platform.database.NetworkTimeoutDataSource;

/**
 * Connections of db-scheduler: that of the current transaction if there is one, otherwise a connection on which the
 * server must respond soon. A lost connection therefore does not stop the scheduler for long.
 */
final class SchedulerDataSourceProxy extends TransactionAwareDataSourceProxy {

    private static final int TIMEOUT_MILLIS = Math.toIntExact(NetworkTimeoutDataSource.SHORT.toMillis());

    SchedulerDataSourceProxy(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? connection
                : NetworkTimeoutDataSource.limit(connection, TIMEOUT_MILLIS);
    }
}
