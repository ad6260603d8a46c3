package org.stackdeck.platform.startup;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.support.JdbcUtils;
import org.stackdeck.platform.configuration.ConfigurationValidator;
import org.stackdeck.platform.configuration.UnknownPropertyDetector;

/**
 * Checks settings, database and port before the application starts. Problems that the administrator can fix are
 * therefore reported in one line.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartupChecks implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger LOG = LoggerFactory.getLogger(StartupChecks.class);

    private static final String URL = "spring.datasource.url";

    /** Products by the second part of their URLs. */
    private static final Set<String> PRODUCTS = Set.of("h2", "mariadb", "postgresql");

    private static final String NODES = "stackdeck.nodes.enabled";

    /** H2's error code for a database file that another process has open. */
    private static final int DATABASE_ALREADY_OPEN = 90020;

    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            // This process builds the application and does not start it.
            return;
        }
        UnknownPropertyDetector.findWarnings(context.getEnvironment()).forEach(warning -> LOG.warn("{}", warning));
        ConfigurationValidator.requireValid(context.getEnvironment());
        checkDatabase(context);
        checkPort(context.getEnvironment());
    }

    private static void checkPort(Environment environment) {
        int port = environment.getProperty("server.port", Integer.class, 8080);
        if (port <= 0) {
            return;
        }
        String address = environment.getProperty("server.address", "0.0.0.0");
        try {
            bind(address, port);
        } catch (IOException e) {
            if (e instanceof BindException && port >= FIRST_UNPRIVILEGED_PORT && isAvailable(address)) {
                throw new PortInUseException(port, e);
            }
            throw new StartupException(
                    "Stackdeck cannot listen on port " + port + " of " + address + " (" + e.getMessage()
                            + "). Check SERVER_PORT and SERVER_ADDRESS.",
                    e);
        }
    }

    /** Returns whether any port of the address can be bound. The reason in a {@link BindException} is translated. */
    private static boolean isAvailable(String address) {
        try {
            bind(address, 0);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void bind(String address, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        }
    }

    private static void checkDatabase(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        String url = environment.getRequiredProperty(URL);
        if (isEmbedded(url) && environment.getProperty(NODES, Boolean.class, false)) {
            throw new StartupException(
                    "STACKDECK_NODES_ENABLED=true requires MariaDB or PostgreSQL: only one process can"
                            + " use the embedded database. Set SPRING_DATASOURCE_URL, or remove STACKDECK_NODES_ENABLED.");
        }
        if (PRODUCTS.stream().noneMatch(product -> url.startsWith("jdbc:" + product + ":"))) {
            throw new StartupException(unsupported(address(url)));
        }
        Properties properties = new Properties();
        properties.setProperty("user", environment.getProperty("spring.datasource.username", ""));
        properties.setProperty("password", environment.getProperty("spring.datasource.password", ""));
        DriverManager.setLoginTimeout(CONNECT_TIMEOUT_SECONDS);
        try {
            Connection connection = DriverManager.getConnection(url, properties);
            if (isEmbedded(url)) {
                releaseMigrationLock(connection);
                // From now on, a missing file is an error. Otherwise, H2 would create an empty database in its place.
                environment
                        .getPropertySources()
                        .addFirst(new MapPropertySource("only-if-there", Map.of(URL, url + ";IFEXISTS=TRUE")));
                // Keep the database open until the application's own connections exist: reopening the file takes as
                // long as the first opening.
                context.addApplicationListener(
                        (ApplicationListener<ContextRefreshedEvent>) _ -> JdbcUtils.closeConnection(connection));
            } else {
                try (connection) {
                    checkPostgreSql(connection, address(url));
                    checkServer(connection, address(url));
                }
            }
        } catch (SQLException e) {
            throw new StartupException(reason(e, url, environment), e);
        }
    }

    /**
     * Requires the encoding UTF8, which applies to all texts of a PostgreSQL database, and the permission to create
     * tables. By default, only the owner of the database has this permission.
     */
    private static void checkPostgreSql(Connection connection, String address) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('server_encoding'), current_user,"
                        + " has_schema_privilege(current_schema(), 'CREATE')")) {
            row.next();
            if (!row.getString(1).equals("UTF8")) {
                throw new StartupException("The database " + address + " has the encoding " + row.getString(1)
                        + ". Create one with ENCODING 'UTF8' TEMPLATE template0.");
            }
            if (!row.getBoolean(3)) {
                throw new StartupException("The user " + row.getString(2) + " cannot create tables in the database "
                        + address + ". Make the user the owner of the database.");
            }
        }
    }

    /** Requires a writable MariaDB or PostgreSQL. MariaDB's driver can connect to MySQL too. */
    private static void checkServer(Connection connection, String address) throws SQLException {
        boolean postgreSql = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        postgreSql
                                ? "select current_setting('transaction_read_only'), version()"
                                : "select @@read_only, version()")) {
            row.next();
            if (!postgreSql && !row.getString(2).contains("MariaDB")) {
                throw new StartupException(unsupported(address));
            }
            if (!Set.of("off", "OFF", "0").contains(row.getString(1))) {
                throw new StartupException("The database " + address
                        + " is read-only. Make it writable, or set SPRING_DATASOURCE_URL to the primary server.");
            }
        }
    }

    private static String unsupported(String address) {
        return "Stackdeck does not support the database " + address
                + ". Use MariaDB (jdbc:mariadb:) or PostgreSQL (jdbc:postgresql:); MySQL is not supported. Or remove"
                + " SPRING_DATASOURCE_URL to use the embedded database.";
    }

    private static boolean isEmbedded(String url) {
        return url.startsWith("jdbc:h2:file:");
    }

    /**
     * Releases Liquibase's lock, which remains if the process is killed during a migration. Only one process can open
     * the file, so the owner of the lock has ended. In a database server, {@code MigrationLock} releases it.
     */
    private static void releaseMigrationLock(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(null, null, "DATABASECHANGELOGLOCK", null);
                Statement statement = connection.createStatement()) {
            if (tables.next()) {
                statement.executeUpdate("UPDATE DATABASECHANGELOGLOCK SET LOCKED = FALSE WHERE LOCKED");
            }
        }
    }

    private static String reason(SQLException e, String url, Environment environment) {
        if (e.getErrorCode() == DATABASE_ALREADY_OPEN) {
            return "The data directory " + environment.getProperty("stackdeck.data-dir")
                    + " is in use by another Stackdeck instance. Stop that instance, or set another data directory with"
                    + " STACKDECK_DATA_DIR.";
        }
        String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return "The database " + address(url) + " is not usable (" + text
                + "). Check SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD.";
    }

    /** Returns the URL without the part after a question mark or semicolon, which may contain a password. */
    private static String address(String url) {
        return url.split("[?;]", 2)[0];
    }
}
