package org.stackdeck.platform.command;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.stackdeck.platform.configuration.SecretMask;
import org.stackdeck.platform.startup.StartupException;

/**
 * Runs a command with the beans of one configuration class and one connection to the configured database. Beans are
 * created when they are first used. Logs nothing, and reports a failure in one line without secrets.
 */
public final class CommandRunner {

    /** Exit code of a command that was refused or failed. */
    public static final int FAILED = 2;

    private static final String URL = "spring.datasource.url";

    /** Error code of H2 for a database file that another process has open. */
    private static final int H2_ALREADY_OPEN = 90020;

    private CommandRunner() {}

    /** Whether H2 creates the file of the embedded database if the file does not exist. */
    public enum DatabaseCreation {
        ALLOWED,
        REFUSED
    }

    @FunctionalInterface
    public interface Command {
        int run(ConfigurableApplicationContext context) throws IOException, SQLException;
    }

    /**
     * Runs the command and returns its exit code, or {@value #FAILED} after an exception.
     *
     * @param failure beginning of the line that reports an exception
     * @param properties properties of the configuration, such as {@code --stackdeck.data-dir=/srv/stackdeck}
     */
    public static int run(
            Class<?> configuration,
            DatabaseCreation creation,
            String failure,
            Consumer<String> output,
            Command command,
            String... properties) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(configuration)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .lazyInitialization(true)
                .properties("logging.level.root=OFF")
                .initializers(started -> adaptDataSource(started.getEnvironment(), creation))
                .run(properties)) {
            return command.run(context);
        } catch (RuntimeException | IOException | SQLException e) {
            output.accept(failure + ": " + reason(e));
            return FAILED;
        }
    }

    private static void adaptDataSource(ConfigurableEnvironment environment, DatabaseCreation creation) {
        Map<String, Object> properties = new TreeMap<>();
        // ExclusiveDatabaseCheck would count idle connections of the pool as connections of a running Stackdeck
        // process.
        properties.put("spring.datasource.hikari.minimum-idle", 0);
        // MigrationLock holds one connection while Liquibase uses the other.
        properties.put("spring.datasource.hikari.maximum-pool-size", 2);
        String url = environment.getRequiredProperty(URL);
        if (creation == DatabaseCreation.REFUSED && url.startsWith("jdbc:h2:")) {
            properties.put(URL, url + ";IFEXISTS=TRUE");
        }
        environment.getPropertySources().addFirst(new MapPropertySource("command", properties));
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (!(root instanceof StartupException || root instanceof CommandException)) {
            if (root instanceof SQLException e && e.getErrorCode() == H2_ALREADY_OPEN) {
                return "The database is in use by another process. Stop Stackdeck first.";
            }
            if (root.getCause() == null) {
                String text =
                        Objects.toString(root.getMessage(), root.getClass().getSimpleName());
                return SecretMask.apply(text.lines().findFirst().orElse(""));
            }
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
