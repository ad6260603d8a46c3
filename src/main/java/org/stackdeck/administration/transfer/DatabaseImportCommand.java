package org.stackdeck.administration.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.stackdeck.audit.AuditChainReport;
import org.stackdeck.audit.AuditChainVerifier;
import org.stackdeck.audit.AuditVerificationCommand;
import org.stackdeck.platform.SecretsKeyLoader;
import org.stackdeck.platform.command.CommandException;
import org.stackdeck.platform.command.CommandRunner;
import org.stackdeck.platform.database.ExclusiveDatabaseCheck;
import org.stackdeck.platform.database.LiquibaseSkipPostProcessor;
import org.stackdeck.platform.database.SchemaVersion;

/**
 * Command that creates the schema in an empty database and inserts the rows of an export file in one transaction. After
 * a failure, the command can be repeated, even if the database already has the schema.
 */
@ImportAutoConfiguration(LiquibaseAutoConfiguration.class)
@Import({AuditVerificationCommand.class, LiquibaseSkipPostProcessor.class})
public final class DatabaseImportCommand {

    private DatabaseImportCommand() {}

    /** Runs the command and returns the exit code. */
    public static int run(Path file, Consumer<String> output, String... properties) {
        return CommandRunner.run(
                DatabaseImportCommand.class,
                CommandRunner.DatabaseCreation.ALLOWED,
                "The database cannot be imported",
                output,
                context -> importFile(context, file.toAbsolutePath(), output),
                properties);
    }

    private static int importFile(ApplicationContext context, Path file, Consumer<String> output)
            throws IOException, SQLException {
        if (!Files.isReadable(file)) {
            throw new CommandException(file + " does not exist or cannot be read.");
        }
        try (ExportFileLoader reader = new ExportFileLoader(file)) {
            ExportManifest manifest = reader.manifest();
            requireSameVersion(manifest);
            requireSameKey(context, manifest);
            DataSource database = context.getBean(DataSource.class);
            ExclusiveDatabaseCheck.requireUnused(database);
            requireEmpty(database);
            // Creates the schema.
            context.getBean(SpringLiquibase.class);
            DatabaseTransaction.writing(database).run(connection -> {
                insertAll(connection, reader);
                verifyAuditTrail(context, manifest);
            });
            output.accept("Imported " + manifest.rows() + " rows of "
                    + manifest.tables().size() + " tables. The audit trail "
                    + (manifest.auditBrokenAt() == 0
                            ? "is intact."
                            : "is broken at entry " + manifest.auditBrokenAt() + ", as in the exported database."));
            return 0;
        }
    }

    private static void requireSameVersion(ExportManifest manifest) {
        if (!manifest.schema().equals(SchemaVersion.digest())) {
            throw new CommandException("The file has the schema of another version of Stackdeck (last change set "
                    + manifest.lastChangeSet() + "). Import it with the version that exported it, then update.");
        }
    }

    private static void requireSameKey(ApplicationContext context, ExportManifest manifest) {
        if (!manifest.keyFingerprint().equals(SecretsKeyLoader.fingerprint(context.getBean(SecretKey.class)))) {
            throw new CommandException(
                    "The secrets in the file are encrypted with another key. Copy the keys directory of the exported"
                            + " installation into the data directory, or set the same STACKDECK_SECRETS_KEY.");
        }
    }

    private static void requireEmpty(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Optional<String> table = DatabaseTables.findNonEmpty(connection);
            if (table.isPresent()) {
                throw new CommandException(
                        "The database is not empty: the table " + table.get() + " has rows. Create an empty database.");
            }
        }
    }

    private static void insertAll(Connection connection, ExportFileLoader reader) throws IOException, SQLException {
        List<DatabaseTable> tables = DatabaseTables.inOrderOfReferences(connection);
        Map<String, ExportManifest.Table> expected = new HashMap<>();
        reader.manifest().tables().forEach(table -> expected.put(table.name(), table));
        requireSameColumns(tables, expected);
        try (Statement statement = connection.createStatement()) {
            for (DatabaseTable table : tables.reversed()) {
                statement.executeUpdate(table.delete());
            }
        }
        for (DatabaseTable table : tables) {
            ExportManifest.@Nullable Table source = expected.get(table.portableName());
            if (source != null) {
                reader.insert(connection, table.withColumnOrder(source.columns()), source);
            }
        }
    }

    private static void requireSameColumns(List<DatabaseTable> tables, Map<String, ExportManifest.Table> expected) {
        Map<String, Set<String>> columns = new HashMap<>();
        expected.forEach((name, table) -> columns.put(name, new HashSet<>(table.columns())));
        Map<String, Set<String>> own = new HashMap<>();
        tables.forEach(table -> own.put(table.portableName(), new HashSet<>(table.portableColumnNames())));
        if (!own.equals(columns)) {
            throw new CommandException(
                    "The tables of the database differ from those of the file. Create an empty database"
                            + " without tables.");
        }
    }

    private static void verifyAuditTrail(ApplicationContext context, ExportManifest manifest) {
        AuditChainReport report = context.getBean(AuditChainVerifier.class).verify();
        long brokenAt = DatabaseExportCommand.brokenAt(report);
        if (brokenAt != manifest.auditBrokenAt()) {
            throw new CommandException("The audit trail is broken at entry " + brokenAt
                    + ", unlike in the exported database. Nothing was imported. Check that audit-witness in the data"
                    + " directory is that of the exported installation.");
        }
    }
}
