package org.stackdeck.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;
import org.stackdeck.product.Polling;
import org.stackdeck.product.SmallFileSystem;

class DatabaseMonitorTests {

    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    @Test
    void readOnlyDatabaseIsReopenedWhenItsFileIsWritable() throws SQLException {
        try (SmallFileSystem system = SmallFileSystem.mount(directory.resolve("data"), 10)) {
            String url = create(directory.resolve("data"));
            system.makeReadOnly();
            try (HikariDataSource pool = pool(url)) {
                try (Connection open = pool.getConnection()) {
                    assertThat(open.isReadOnly()).isTrue();
                }
                DatabaseMonitor monitor = new DatabaseMonitor(pool, new EmbeddedDatabaseFileCheck(url));
                monitor.check();
                assertThat(monitor.isAvailable()).as("while read-only").isFalse();

                system.makeWritable();
                // The pool does not test recently used connections, and drops a connection only after a failure.
                Polling.waitUntil("the database to be available", SOON, () -> available(monitor), seen -> seen);
                Polling.waitUntil("an insert to succeed", SOON, () -> insert(pool), done -> done);
            }
        }
    }

    @Test
    void replacedFileIsDetected() throws SQLException, IOException {
        String url = create(directory);
        EmbeddedDatabaseFileCheck check = new EmbeddedDatabaseFileCheck(url);
        assertThat(check.problem()).isEmpty();

        Path present = directory.resolve("stackdeck.mv.db");
        Files.move(present, directory.resolve("elsewhere"));
        assertThat(check.problem()).get().asString().contains("removed or replaced");
        Files.createFile(present);
        assertThat(check.problem()).get().asString().contains("removed or replaced");
    }

    @Test
    void databaseIsUnavailableWhenTheFirstCheckHangs() {
        DatabaseMonitor monitor =
                new DatabaseMonitor(new HangingDataSource(), new EmbeddedDatabaseFileCheck("jdbc:h2:mem:none"));
        assertThat(monitor.isAvailable()).as("before the start").isTrue();

        monitor.start();
        try {
            long now = System.nanoTime();
            assertThat(monitor.isAvailable(now)).isTrue();
            assertThat(monitor.isAvailable(now + Duration.ofSeconds(16).toNanos()))
                    .isFalse();
        } finally {
            monitor.stop();
        }
    }

    @Test
    @Tag("mariadb")
    @ExtendWith(DatabaseInstalledCondition.class)
    void readOnlyMariaDbIsReportedAndConnectedAgain() throws SQLException {
        readOnlyServerIsReportedAndConnectedAgain(DatabaseProduct.MARIADB.another());
    }

    @Test
    @Tag("postgresql")
    @ExtendWith(DatabaseInstalledCondition.class)
    void readOnlyPostgreSqlIsReportedAndConnectedAgain() throws SQLException {
        readOnlyServerIsReportedAndConnectedAgain(DatabaseProduct.POSTGRESQL.another());
    }

    private static void readOnlyServerIsReportedAndConnectedAgain(DatabaseServer server) throws SQLException {
        String url = server.newDatabase();
        try (Connection connection = DriverManager.getConnection(url, DatabaseServer.USER, "")) {
            connection.createStatement().execute("create table node (beats int)");
            connection.createStatement().execute("create table entry (state varchar(10))");
        }
        try (HikariDataSource pool = pool(url, server.ordinaryUser())) {
            DatabaseMonitor monitor = new DatabaseMonitor(pool, new EmbeddedDatabaseFileCheck(url));
            assertThat(available(monitor)).isTrue();
            Connection former = physicalConnection(pool);

            server.setReadOnly(true);
            Polling.waitUntil("the outage", SOON, () -> available(monitor), seen -> !seen);
            assertThat(monitor.problem()).get().asString().startsWith("it is read-only (");
            await().untilAsserted(() -> assertThat(former.isClosed())
                    .as("connection to the former primary server")
                    .isTrue());

            server.setReadOnly(false);
            Polling.waitUntil("the database to be available", SOON, () -> available(monitor), seen -> seen);
            assertThat(insert(pool)).isTrue();
        }
    }

    private static Connection physicalConnection(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return connection.unwrap(Connection.class);
        }
    }

    private static final class HangingDataSource extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new SQLException("interrupted");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    private static String create(Path directory) throws SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("stackdeck") + ";WRITE_DELAY=0";
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            connection.createStatement().execute("create table entry (state varchar(10) check (state in ('A', 'B')))");
        }
        return url + ";IFEXISTS=TRUE";
    }

    /** Creates a pool with the settings of application.yml that the monitor relies on. */
    private static HikariDataSource pool(String url) {
        return pool(url, "sa");
    }

    private static HikariDataSource pool(String url, String user) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(url);
        settings.setUsername(user);
        settings.setMaximumPoolSize(1);
        settings.setConnectionTestQuery("select 1");
        settings.setExceptionOverrideClassName(LostConnectionExceptionOverride.class.getName());
        return new HikariDataSource(settings);
    }

    private static boolean available(DatabaseMonitor monitor) {
        monitor.check();
        return monitor.isAvailable();
    }

    private static boolean insert(HikariDataSource pool) {
        try (Connection connection = pool.getConnection()) {
            return connection.createStatement().executeUpdate("insert into entry values ('A')") == 1;
        } catch (SQLException e) {
            return false;
        }
    }
}
