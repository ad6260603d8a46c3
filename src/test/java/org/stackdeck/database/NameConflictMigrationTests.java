package org.stackdeck.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that the migration merges equal name conflicts and that registration tickets keep their status. */
class NameConflictMigrationTests {

    private static final String FIRST = "11111111-1111-4111-8111-111111111111";
    private static final String SECOND = "22222222-2222-4222-8222-222222222222";
    private static final String OTHER = "33333333-3333-4333-8333-333333333333";
    private static final String DISMISSED = "44444444-4444-4444-8444-444444444444";

    @Test
    void equalNameConflictsAreMergedOnH2() throws SQLException, LiquibaseException {
        mergesConflicts("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MariaDB", "");
    }

    @Test
    @Tag("mariadb")
    @ExtendWith(DatabaseInstalledCondition.class)
    void equalNameConflictsAreMergedOnMariaDb() throws SQLException, LiquibaseException {
        mergesConflicts(DatabaseProduct.MARIADB.running().newDatabase(), DatabaseServer.USER);
    }

    @Test
    @Tag("postgresql")
    @ExtendWith(DatabaseInstalledCondition.class)
    void equalNameConflictsAreMergedOnPostgreSql() throws SQLException, LiquibaseException {
        mergesConflicts(DatabaseProduct.POSTGRESQL.running().newDatabase(), DatabaseServer.USER);
    }

    private static void mergesConflicts(String url, String user) throws SQLException, LiquibaseException {
        try (TwoStepMigration migration = new TwoStepMigration(url, user)) {
            Statement statement = migration.statement();
            migration.updateBefore("082-merged-name-clashes");
            statement.execute(conflict(FIRST, "mia", "192.0.2.1", "2026-01-01 00:00:00"));
            statement.execute(conflict(SECOND, "mia", "192.0.2.1", "2026-01-03 00:00:00"));
            statement.execute(conflict(OTHER, "mia", "192.0.2.2", "2026-01-02 00:00:00"));
            statement.execute(statusToken("a", FIRST));
            statement.execute(statusToken("b", SECOND));
            statement.execute(statusToken("c", OTHER));
            statement.execute(statusToken("d", DISMISSED));

            migration.update();

            assertThat(migration.rows("select id, attempts from merged_name_clashes order by id"))
                    .containsExactly(FIRST + "|2", OTHER + "|1");
            assertThat(migration.rows("select created_at < last_at from merged_name_clashes order by id"))
                    .hasSize(2)
                    .doesNotHaveDuplicates();
            assertThat(migration.rows("select clash_id from claims order by token_hash"))
                    .containsExactly(FIRST, FIRST, OTHER, "null");
        }
    }

    private static String conflict(String id, String name, String source, String at) {
        return """
                insert into name_clashes (id, name, display_name, source, created_at)
                values ('%s', '%s', 'Mia', '%s', '%s')""".formatted(id, name, source, at);
    }

    private static String statusToken(String hash, String conflict) {
        return "insert into claims (token_hash, clash_id, created_at) values ('%s', '%s', '2026-01-01 00:00:00')"
                .formatted(hash, conflict);
    }
}
