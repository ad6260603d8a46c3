package org.stackdeck.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that the migration keeps the numbers of servers of a version that stored a row for each hour and status. */
class ServerHistoryMigrationTests {

    /** Hours since 1970-01-01T00:00Z. */
    private static final int MIDNIGHT = 20_000 * 24;

    @Test
    void numbersAreKeptOnH2() throws SQLException, LiquibaseException {
        keepsNumbers("jdbc:h2:mem:" + UUID.randomUUID(), "");
    }

    @Test
    @Tag("mariadb")
    @ExtendWith(DatabaseInstalledCondition.class)
    void numbersAreKeptOnMariaDb() throws SQLException, LiquibaseException {
        keepsNumbers(DatabaseProduct.MARIADB.running().newDatabase(), DatabaseServer.USER);
    }

    @Test
    @Tag("postgresql")
    @ExtendWith(DatabaseInstalledCondition.class)
    void numbersAreKeptOnPostgreSql() throws SQLException, LiquibaseException {
        keepsNumbers(DatabaseProduct.POSTGRESQL.running().newDatabase(), DatabaseServer.USER);
    }

    private static void keepsNumbers(String url, String user) throws SQLException, LiquibaseException {
        try (TwoStepMigration migration = new TwoStepMigration(url, user)) {
            migration.updateBefore("121-server-count-history");
            for (int hour : new int[] {3, 4, 10}) {
                migration.statement().execute(count(hour, "lab", "staff", "ACTIVE", 12));
            }
            migration.statement().execute(count(4, "lab", "staff", "SHUTOFF", 1));
            migration.statement().execute(count(4, "lab", "research", "ACTIVE", 2));
            migration.statement().execute(count(23, "", "", "UNKNOWN", 0));
            migration.statement().execute(count(24, "other", "staff", "ERROR", 7));

            migration.update();

            assertThat(migration.rows("select epoch_day, cloud, project_id, servers from server_count_history"
                            + " order by epoch_day, cloud, project_id"))
                    .containsExactly(
                            "20000|||recorded -*3,1,1,-*5,1,-*12,1",
                            "20000|lab|research|ACTIVE -*4,2",
                            "20000|lab|staff|ACTIVE -*3,12,12,-*5,12;SHUTOFF -*4,1",
                            "20001|||recorded 1",
                            "20001|other|staff|ERROR 7");
        }
    }

    private static String count(int hour, String cloud, String project, String status, int servers) {
        return "insert into server_history (epoch_hour, cloud, project_id, status, servers) values (%d, '%s', '%s', '%s', %d)"
                .formatted(MIDNIGHT + hour, cloud, project, status, servers);
    }
}
