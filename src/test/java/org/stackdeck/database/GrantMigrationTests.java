package org.stackdeck.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Grants that were given when they were for one project or all are the same afterwards. */
class GrantMigrationTests {

    private static final String BEFORE = "021-grant-terms";
    private static final String ONE = "11111111-1111-4111-8111-111111111111";
    private static final String ALL = "22222222-2222-4222-8222-222222222222";

    @Test
    void keepsGrantsOnH2() throws SQLException, LiquibaseException {
        keepsGrants("jdbc:h2:mem:" + UUID.randomUUID(), "");
    }

    @Test
    @Tag("mariadb")
    @ExtendWith(MariaDbInstalled.class)
    void keepsGrantsOnMariaDb() throws SQLException, LiquibaseException {
        keepsGrants(MariaDbServer.running().newDatabase(), "root");
    }

    private static void keepsGrants(String url, String user) throws SQLException, LiquibaseException {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement();
                Liquibase liquibase = new Liquibase(
                        "db/changelog/changelog.yaml",
                        new ClassLoaderResourceAccessor(),
                        DatabaseFactory.getInstance()
                                .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
            liquibase.update(changesBefore(liquibase), new Contexts(), new LabelExpression());
            statement.execute(grant(ONE, "'p-web'", "OPERATOR"));
            statement.execute(grant(ALL, "null", "VIEWER"));
            connection.commit();

            liquibase.update(new Contexts(), new LabelExpression());

            assertThat(rows(statement, "select id, role, servers, permissions, hours from grants order by id"))
                    .containsExactly(
                            ONE + "|operator|{\"all\":true}|null|null", ALL + "|viewer|{\"all\":true}|null|null");
            assertThat(rows(statement, "select grant_id, project from grant_projects"))
                    .containsExactly(ONE + "|p-web");
        }
    }

    private static int changesBefore(Liquibase liquibase) throws LiquibaseException {
        List<String> ids = liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).stream()
                .map(ChangeSet::getId)
                .toList();
        assertThat(ids).contains(BEFORE);
        return ids.indexOf(BEFORE);
    }

    private static String grant(String id, String project, String role) {
        return """
                insert into grants (id, subject_type, subject_id, cloud, project, role, created_at, created_by)
                values ('%s', 'USER', '%s', 'lab', %s, '%s', '2026-01-01 00:00:00', '%s')""".formatted(id, id, project, role, id);
    }

    private static List<String> rows(Statement statement, String query) throws SQLException {
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
}
