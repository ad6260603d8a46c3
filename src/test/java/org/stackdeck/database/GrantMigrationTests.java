package org.stackdeck.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that the migration keeps the grants of a version in which each grant applied to one project or to all projects.
 */
class GrantMigrationTests {

    private static final String BEFORE = "021-grant-terms";
    private static final String ONE = "11111111-1111-4111-8111-111111111111";
    private static final String ALL = "22222222-2222-4222-8222-222222222222";

    @Test
    void grantsAreKeptOnH2() throws SQLException, LiquibaseException {
        keepsGrants("jdbc:h2:mem:" + UUID.randomUUID(), "");
    }

    @Test
    @Tag("mariadb")
    @ExtendWith(DatabaseInstalledCondition.class)
    void grantsAreKeptOnMariaDb() throws SQLException, LiquibaseException {
        keepsGrants(DatabaseProduct.MARIADB.running().newDatabase(), DatabaseServer.USER);
    }

    @Test
    @Tag("postgresql")
    @ExtendWith(DatabaseInstalledCondition.class)
    void grantsAreKeptOnPostgreSql() throws SQLException, LiquibaseException {
        keepsGrants(DatabaseProduct.POSTGRESQL.running().newDatabase(), DatabaseServer.USER);
    }

    private static void keepsGrants(String url, String user) throws SQLException, LiquibaseException {
        try (TwoStepMigration migration = new TwoStepMigration(url, user)) {
            migration.updateBefore(BEFORE);
            migration.statement().execute(grant(ONE, "'p-web'", "OPERATOR"));
            migration.statement().execute(grant(ALL, "null", "VIEWER"));

            migration.update();

            assertThat(migration.rows("select id, role, servers, permissions, hours from grants order by id"))
                    .containsExactly(
                            ONE + "|operator|{\"all\":true}|null|null", ALL + "|viewer|{\"all\":true}|null|null");
            assertThat(migration.rows("select grant_id, project from grant_projects"))
                    .containsExactly(ONE + "|p-web");
        }
    }

    private static String grant(String id, String project, String role) {
        return """
                insert into grants (id, subject_type, subject_id, cloud, project, role, created_at, created_by)
                values ('%s', 'USER', '%s', 'lab', %s, '%s', '2026-01-01 00:00:00', '%s')""".formatted(id, id, project, role, id);
    }
}
