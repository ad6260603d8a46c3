package org.stackdeck.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.stackdeck.database.MariaDbInstalled;
import org.stackdeck.database.MariaDbServer;

class MigrationsTests {

    private static final String CHANGES = "classpath:db/changelog/changelog.yaml";
    private static final String NOWHERE = "classpath:db/changelog/nowhere.yaml";

    @Test
    void leavesLiquibaseAloneOnAnH2ThatHasAllChanges() throws LiquibaseException {
        leavesLiquibaseAlone("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MariaDB;DB_CLOSE_DELAY=-1", "sa");
    }

    @Test
    @Tag("mariadb")
    @ExtendWith(MariaDbInstalled.class)
    void leavesLiquibaseAloneOnAMariaDbThatHasAllChanges() throws LiquibaseException {
        leavesLiquibaseAlone(MariaDbServer.running().newDatabase(), "root");
    }

    private static void leavesLiquibaseAlone(String url, String user) throws LiquibaseException {
        var database = new DriverManagerDataSource(url, user, "");
        assertThatThrownBy(() -> migrations(database, NOWHERE).afterPropertiesSet())
                .as("an empty database")
                .isInstanceOf(LiquibaseException.class);

        migrations(database, CHANGES).afterPropertiesSet();

        assertThatCode(() -> migrations(database, NOWHERE).afterPropertiesSet())
                .as("one that has all changes")
                .doesNotThrowAnyException();

        new JdbcTemplate(database)
                .update("update DATABASECHANGELOG set TAG = 'of other changes' where TAG is not null");
        assertThatThrownBy(() -> migrations(database, NOWHERE).afterPropertiesSet())
                .as("one that had all of an earlier console's")
                .isInstanceOf(LiquibaseException.class);
    }

    private static Migrations migrations(DataSource database, String changeLog) {
        var migrations = new Migrations(database, changeLog);
        migrations.setResourceLoader(new DefaultResourceLoader());
        return migrations;
    }
}
