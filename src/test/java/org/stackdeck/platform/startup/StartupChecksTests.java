package org.stackdeck.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;

class StartupChecksTests {

    private final MockEnvironment environment = new MockEnvironment();

    @TempDir
    Path directory;

    private String file;

    @BeforeEach
    void useAnEmbeddedDatabase() {
        file = "jdbc:h2:file:" + directory.resolve("stackdeck") + ";MODE=MariaDB";
        environment
                .withProperty("stackdeck.data-dir", directory.toString())
                .withProperty("server.address", "127.0.0.1")
                .withProperty("server.port", "0")
                .withProperty("spring.datasource.url", file)
                .withProperty("spring.datasource.username", "sa");
    }

    @Test
    void passesWithoutProblems() {
        assertThatNoException().isThrownBy(this::check);
    }

    @Test
    void refusesSeveralNodesWithTheEmbeddedDatabase() {
        environment.withProperty("stackdeck.nodes.enabled", "true");

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::check)
                .withMessageContaining("STACKDECK_NODES_ENABLED")
                .withMessageContaining("MariaDB or PostgreSQL");
    }

    @Test
    void refusesAShortSetupCode() {
        environment.withProperty("stackdeck.setup-code", "  elevenchars ");

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::check)
                .withMessageContaining("STACKDECK_SETUP_CODE")
                .withMessageContaining("12 characters")
                .withMessageNotContaining("elevenchars");

        environment.withProperty("stackdeck.setup-code", "twelve chars");
        assertThatNoException().isThrownBy(this::check);
    }

    @ParameterizedTest
    @ValueSource(strings = {"management.server.port", "management.server.address"})
    void refusesSpringBootsManagementPort(String property) {
        environment.withProperty(property, "9090");

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::check)
                .withMessageContaining("STACKDECK_METRICS_PORT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stackdeck.example",
                "/stackdeck",
                "ftp://stackdeck.example",
                "https://",
                "https://stack_deck.example",
                "https://stackdeck.example/console",
                "https://stackdeck.example?x",
                "https://stackdeck.example#x",
                "https://user:secret@stackdeck.example",
                "https://stackdeck.example:0",
                "https://stackdeck.example:65536",
                "https://stackdeck.example secret"
            })
    void refusesAPublicUrlThatIsNotAnOrigin(String url) {
        environment.withProperty("stackdeck.public-url", url);

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::check)
                .withMessageContaining("STACKDECK_PUBLIC_URL")
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://stackdeck.example", "HTTPS://Stackdeck.Example:8443/", "http://[::1]:8080"})
    void acceptsAPublicUrlThatIsAnOrigin(String url) {
        environment.withProperty("stackdeck.public-url", url);

        assertThatNoException().isThrownBy(this::check);
    }

    @Test
    void reportsABusyPort() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.withProperty("server.port", String.valueOf(other.getLocalPort()));

            assertThatExceptionOfType(PortInUseException.class)
                    .isThrownBy(this::check)
                    .matches(e -> e.getPort() == other.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "not a host name"})
    void reportsAnUnusableAddress(String address) {
        environment.withProperty("server.address", address).withProperty("server.port", "18080");

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::check)
                .withMessageContaining(address)
                .withMessageContaining("SERVER_ADDRESS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mariadb://127.0.0.1:1/stackdeck", "jdbc:postgresql://127.0.0.1:1/stackdeck"})
    void reportsAnUnreachableDatabaseWithoutItsPassword(String url) {
        environment.withProperty("spring.datasource.url", url + "?password=secret");

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::check)
                .withMessageStartingWith("The database " + url + " is not usable")
                .withMessageContaining("SPRING_DATASOURCE_URL")
                .withMessageNotContaining("secret");
    }

    @Test
    @Tag("postgresql")
    @ExtendWith(DatabaseInstalledCondition.class)
    void reportsWhyAPostgreSqlDatabaseIsNotUsable() throws SQLException {
        DatabaseServer server = DatabaseProduct.POSTGRESQL.running();
        environment.withProperty("spring.datasource.username", DatabaseServer.USER);
        String url = server.newDatabase();
        environment.withProperty("spring.datasource.url", url);
        assertThatNoException().isThrownBy(this::check);

        environment.withProperty("spring.datasource.url", url + "other");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::check)
                .withMessageContaining("does not exist");

        environment.withProperty(
                "spring.datasource.url",
                server.newDatabase("template template0 encoding 'LATIN1' locale_provider libc locale 'C'"));
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::check)
                .withMessageContaining("LATIN1")
                .withMessageContaining("UTF8");

        try (Connection connection = DriverManager.getConnection(url, DatabaseServer.USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("create user guest");
        }
        environment.withProperty("spring.datasource.url", url).withProperty("spring.datasource.username", "guest");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::check)
                .withMessageStartingWith("The user guest cannot create tables in the database " + url);
    }

    @Test
    void refusesAnotherProductWithoutTheUrlsPassword() {
        environment.withProperty("spring.datasource.url", "jdbc:mysql://db.example/stackdeck?password=secret");

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::check)
                .withMessageStartingWith("Stackdeck does not support the database jdbc:mysql://db.example/stackdeck.")
                .withMessageContaining("MySQL is not supported")
                .withMessageNotContaining("secret");
    }

    @Test
    @Tag("mariadb")
    @ExtendWith(DatabaseInstalledCondition.class)
    void refusesAMySqlServerWithAUrlOfMariaDb() {
        DatabaseServer server = DatabaseProduct.MARIADB.another("--version=8.4.3");
        environment
                .withProperty("spring.datasource.username", DatabaseServer.USER)
                .withProperty("spring.datasource.url", server.newDatabase());

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::check)
                .withMessageContaining("MySQL is not supported");
    }

    @Test
    @Tag("mariadb")
    @ExtendWith(DatabaseInstalledCondition.class)
    void refusesAReadOnlyMariaDb() {
        refusesAReadOnlyServer(DatabaseProduct.MARIADB.another());
    }

    @Test
    @Tag("postgresql")
    @ExtendWith(DatabaseInstalledCondition.class)
    void refusesAReadOnlyPostgreSql() {
        refusesAReadOnlyServer(DatabaseProduct.POSTGRESQL.another());
    }

    private void refusesAReadOnlyServer(DatabaseServer server) {
        environment
                .withProperty("spring.datasource.username", DatabaseServer.USER)
                .withProperty("spring.datasource.url", server.newDatabase());
        assertThatNoException().isThrownBy(this::check);

        server.setReadOnly(true);
        // PostgreSQL applies the setting a moment after the statement.
        await().untilAsserted(() -> assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::check)
                .withMessageContaining("is read-only")
                .withMessageContaining("primary server"));
    }

    @Test
    void releasesTheMigrationLockOfAKilledProcess() throws Exception {
        try (var connection = DriverManager.getConnection(file, "sa", "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE DATABASECHANGELOGLOCK (ID INT PRIMARY KEY, LOCKED BOOLEAN NOT NULL)");
            statement.execute("INSERT INTO DATABASECHANGELOGLOCK VALUES (1, TRUE)");
        }

        check();

        try (var connection = DriverManager.getConnection(file, "sa", "");
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT LOCKED FROM DATABASECHANGELOGLOCK")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBoolean(1)).isFalse();
        }
    }

    private void check() {
        var context = new GenericApplicationContext();
        context.setEnvironment(environment);
        new StartupChecks().initialize(context);
    }
}
