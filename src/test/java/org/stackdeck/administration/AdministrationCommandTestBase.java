package org.stackdeck.administration;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;

/** Base of tests that run commands on an H2 database, or on a database of a server that tests share. */
public abstract class AdministrationCommandTestBase {

    @TempDir
    protected Path directory;

    /** The lines of text of all commands. */
    protected final List<String> output = new ArrayList<>();

    /** Returns the product of the server; null for H2. */
    protected @Nullable DatabaseProduct product() {
        return null;
    }

    /** Returns the URL of a new database. */
    protected String newDatabase() throws SQLException {
        DatabaseProduct product = product();
        return product == null ? newH2() : product.running().newDatabase();
    }

    protected final String user() {
        return product() == null ? "sa" : DatabaseServer.USER;
    }

    protected final String newH2() {
        return "jdbc:h2:file:" + directory.resolve(UUID.randomUUID().toString()) + ";MODE=MariaDB";
    }

    /** Runs the command, adds its lines of text to the output, and returns its exit code. */
    protected final int run(String url, String user, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(settings(url, user)));
        return AdministrationMain.run(output::add, arguments.toArray(String[]::new));
    }

    /** Returns the settings of a command as arguments. */
    protected final String[] settings(String url, String user) {
        return new String[] {
            "--spring.datasource.url=" + url,
            "--spring.datasource.username=" + user,
            "--spring.datasource.password=",
            "--stackdeck.data-dir=" + directory
        };
    }
}
