package org.stackdeck.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;

@ExtendWith(DatabaseInstalledCondition.class)
class MigrationLockTests {

    @Test
    @Tag("mariadb")
    void lockOfAKilledProcessIsReleasedOnMariaDb() throws Exception {
        lockOfAKilledProcessIsReleased(DatabaseProduct.MARIADB);
    }

    @Test
    @Tag("postgresql")
    void lockOfAKilledProcessIsReleasedOnPostgreSql() throws Exception {
        lockOfAKilledProcessIsReleased(DatabaseProduct.POSTGRESQL);
    }

    private static void lockOfAKilledProcessIsReleased(DatabaseProduct product)
            throws SQLException, LiquibaseException {
        DataSource database = newDatabase(product);
        migrate(database);
        lock(database);
        new JdbcTemplate(database).update("update DATABASECHANGELOG set TAG = null where TAG is not null");

        migrate(database);

        assertThat(isLocked(database)).isFalse();
        assertThat(MigrationLock.tryAcquire(database))
                .as("after the migration")
                .hasValueSatisfying(MigrationLock::close);
    }

    @Test
    @Tag("mariadb")
    void lockOfAMigratingProcessIsKeptOnMariaDb() throws SQLException {
        lockOfAMigratingProcessIsKept(DatabaseProduct.MARIADB);
    }

    @Test
    @Tag("postgresql")
    void lockOfAMigratingProcessIsKeptOnPostgreSql() throws SQLException {
        lockOfAMigratingProcessIsKept(DatabaseProduct.POSTGRESQL);
    }

    private static void lockOfAMigratingProcessIsKept(DatabaseProduct product) throws SQLException {
        DataSource database = newDatabase(product);
        new JdbcTemplate(database)
                .execute("create table DATABASECHANGELOGLOCK (ID int not null primary key, LOCKED boolean not null,"
                        + " LOCKGRANTED timestamp null, LOCKEDBY varchar(255) null)");
        Optional<MigrationLock> migrating = MigrationLock.tryAcquire(database);
        assertThat(migrating).isPresent();
        new JdbcTemplate(database).update("insert into DATABASECHANGELOGLOCK values (1, false, null, null)");
        lock(database);

        assertThat(MigrationLock.tryAcquire(database)).isEmpty();
        assertThat(isLocked(database)).isTrue();
        DataSource other = newDatabase(product);
        assertThat(MigrationLock.tryAcquire(other)).as("of another database").hasValueSatisfying(MigrationLock::close);

        migrating.ifPresent(MigrationLock::close);
        assertThat(MigrationLock.tryAcquire(database)).hasValueSatisfying(MigrationLock::close);
        assertThat(isLocked(database)).isFalse();
    }

    @Test
    @Tag("mariadb")
    void idleConnectionKeepsTheLockForADayOnMariaDb() throws SQLException {
        assertThat(idleLimit(DatabaseProduct.MARIADB, "set session wait_timeout = 60", "select @@session.wait_timeout"))
                .isEqualTo("86400");
    }

    @Test
    @Tag("postgresql")
    void idleConnectionKeepsTheLockOnPostgreSql() throws SQLException {
        assertThat(idleLimit(
                        DatabaseProduct.POSTGRESQL, "set idle_session_timeout = '1min'", "show idle_session_timeout"))
                .isEqualTo("0");
    }

    /** Returns the limit of the connection that has acquired the lock. */
    private static @Nullable String idleLimit(DatabaseProduct product, String limit, String query) throws SQLException {
        SingleConnectionDataSource database =
                new SingleConnectionDataSource(product.running().newDatabase(), DatabaseServer.USER, "", true);
        try {
            JdbcTemplate connection = new JdbcTemplate(database);
            connection.execute(limit);
            assertThat(MigrationLock.tryAcquire(database)).isPresent();
            return connection.queryForObject(query, String.class);
        } finally {
            database.destroy();
        }
    }

    @Test
    void h2NeedsNoLock() {
        assertThat(MigrationLock.acquire(new DriverManagerDataSource("jdbc:h2:mem:", "sa", "")))
                .isEmpty();
    }

    private static DataSource newDatabase(DatabaseProduct product) {
        return new DriverManagerDataSource(product.running().newDatabase(), DatabaseServer.USER, "");
    }

    private static void lock(DataSource database) {
        assertThat(new JdbcTemplate(database)
                        .update(
                                "update DATABASECHANGELOGLOCK set LOCKED = true, LOCKGRANTED = ?, LOCKEDBY = 'killed'",
                                Timestamp.from(Instant.EPOCH.plusSeconds(86_400))))
                .isEqualTo(1);
    }

    private static boolean isLocked(DataSource database) {
        return Boolean.TRUE.equals(
                new JdbcTemplate(database).queryForObject("select LOCKED from DATABASECHANGELOGLOCK", Boolean.class));
    }

    private static void migrate(DataSource database) throws LiquibaseException {
        SpringLiquibase liquibase = new SpringLiquibase();
        liquibase.setDataSource(database);
        liquibase.setChangeLog("classpath:db/changelog/changelog.yaml");
        liquibase.setResourceLoader(new DefaultResourceLoader());
        LiquibaseSkipPostProcessor processor = new LiquibaseSkipPostProcessor();
        processor.postProcessBeforeInitialization(liquibase, "liquibase");
        liquibase.afterPropertiesSet();
        processor.postProcessAfterInitialization(liquibase, "liquibase");
    }
}
