package org.stackdeck.platform.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;

class LiquibaseSkipPostProcessorTests {

    private static final String CHANGES = "classpath:db/changelog/changelog.yaml";
    private static final String NOWHERE = "classpath:db/changelog/nowhere.yaml";

    @Test
    void skipsLiquibaseOnAnUpToDateH2() throws LiquibaseException {
        leavesLiquibaseAlone("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MariaDB;DB_CLOSE_DELAY=-1", "sa");
    }

    @Test
    @Tag("mariadb")
    @ExtendWith(DatabaseInstalledCondition.class)
    void skipsLiquibaseOnAnUpToDateMariaDb() throws LiquibaseException {
        leavesLiquibaseAlone(DatabaseProduct.MARIADB.running().newDatabase(), DatabaseServer.USER);
    }

    @Test
    @Tag("postgresql")
    @ExtendWith(DatabaseInstalledCondition.class)
    void skipsLiquibaseOnAnUpToDatePostgreSql() throws LiquibaseException {
        leavesLiquibaseAlone(DatabaseProduct.POSTGRESQL.running().newDatabase(), DatabaseServer.USER);
    }

    private static void leavesLiquibaseAlone(String url, String user) throws LiquibaseException {
        var database = new DriverManagerDataSource(url, user, "");
        assertThatThrownBy(() -> start(database, NOWHERE, true))
                .as("an empty database")
                .isInstanceOf(LiquibaseException.class);

        start(database, CHANGES, false);
        assertThatThrownBy(() -> start(database, NOWHERE, true))
                .as("a database where Liquibase was skipped")
                .isInstanceOf(LiquibaseException.class);

        start(database, CHANGES, true);
        assertThatCode(() -> start(database, NOWHERE, true))
                .as("a database with all change sets")
                .doesNotThrowAnyException();

        new JdbcTemplate(database)
                .update("update DATABASECHANGELOG set TAG = 'of other changes' where TAG is not null");
        assertThatThrownBy(() -> start(database, NOWHERE, true))
                .as("a database with all change sets of an earlier version")
                .isInstanceOf(LiquibaseException.class);
    }

    private static void start(DataSource database, String changeLog, boolean enabled) throws LiquibaseException {
        var liquibase = new SpringLiquibase();
        liquibase.setDataSource(database);
        liquibase.setChangeLog(changeLog);
        liquibase.setResourceLoader(new DefaultResourceLoader());
        liquibase.setShouldRun(enabled);
        var liquibaseSkipPostProcessor = new LiquibaseSkipPostProcessor();
        try {
            liquibaseSkipPostProcessor.postProcessBeforeInitialization(liquibase, "liquibase");
            liquibase.afterPropertiesSet();
            liquibaseSkipPostProcessor.postProcessAfterInitialization(liquibase, "liquibase");
        } finally {
            liquibaseSkipPostProcessor.destroy();
        }
    }
}
