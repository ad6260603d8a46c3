package org.stackdeck.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/** Migrates an empty database in two steps, so that a test can insert rows in between. */
final class TwoStepMigration implements AutoCloseable {

    private final Connection connection;
    private final Statement statement;
    private final Liquibase liquibase;

    TwoStepMigration(String url, String user) throws SQLException, LiquibaseException {
        connection = DriverManager.getConnection(url, user, "");
        statement = connection.createStatement();
        liquibase = new Liquibase(
                "db/changelog/changelog.yaml",
                new ClassLoaderResourceAccessor(),
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)));
    }

    Statement statement() {
        return statement;
    }

    /** Applies all change sets before this one. */
    void updateBefore(String changeSet) throws LiquibaseException {
        List<String> ids = liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).stream()
                .map(ChangeSet::getId)
                .toList();
        assertThat(ids).contains(changeSet);
        liquibase.update(ids.indexOf(changeSet), new Contexts(), new LabelExpression());
    }

    /** Commits the inserted rows and applies the remaining change sets. */
    void update() throws SQLException, LiquibaseException {
        connection.commit();
        liquibase.update(new Contexts(), new LabelExpression());
    }

    /** Returns the rows, with their columns separated by {@code |}. */
    List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException, LiquibaseException {
        liquibase.close();
        statement.close();
        connection.close();
    }
}
