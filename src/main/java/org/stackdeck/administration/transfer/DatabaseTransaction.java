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

/** Transaction that the SQL statements of a command share with the beans of its context. */
final class DatabaseTransaction {

    private final DataSource database;
    private final TransactionTemplate template;

    private DatabaseTransaction(DataSource database) {
        this.database = database;
        this.template = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** Returns a transaction that reads one consistent state of the database. */
    static DatabaseTransaction readOnly(DataSource database) {
        DatabaseTransaction transaction = new DatabaseTransaction(database);
        transaction.template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        transaction.template.setReadOnly(true);
        return transaction;
    }

    static DatabaseTransaction writing(DataSource database) {
        return new DatabaseTransaction(database);
    }

    /** Work in the transaction. An exception rolls the transaction back. */
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
