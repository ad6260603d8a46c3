package org.stackdeck.administration.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Transaction that SQL statements of a command and the beans of its context share. */
final class DatabaseTransaction {

    private final DataSource database;
    private final TransactionTemplate template;

    private DatabaseTransaction(DataSource database) {
        this.database = database;
        this.template = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** Reads one state of the database, which changes by other transactions do not affect. */
    static DatabaseTransaction readOnly(DataSource database) {
        DatabaseTransaction transaction = new DatabaseTransaction(database);
        transaction.template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        transaction.template.setReadOnly(true);
        return transaction;
    }

    static DatabaseTransaction writing(DataSource database) {
        return new DatabaseTransaction(database);
    }

    /** Work with the connection of the transaction, which is rolled back after an exception. */
    @FunctionalInterface
    interface Work {
        void run(Connection connection) throws IOException, SQLException;
    }

    void run(Work work) {
        template.executeWithoutResult(_ -> {
            Connection connection = DataSourceUtils.getConnection(database);
            try {
                work.run(connection);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } finally {
                DataSourceUtils.releaseConnection(connection, database);
            }
        });
    }
}
