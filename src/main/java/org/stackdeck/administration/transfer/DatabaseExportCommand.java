package org.stackdeck.administration.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.stackdeck.audit.AuditChainReport;
import org.stackdeck.audit.AuditChainVerifier;
import org.stackdeck.audit.AuditVerificationCommand;
import org.stackdeck.platform.PrivateFiles;
import org.stackdeck.platform.SecretsKeyLoader;
import org.stackdeck.platform.Sha256;
import org.stackdeck.platform.command.CommandException;
import org.stackdeck.platform.command.CommandRunner;
import org.stackdeck.platform.database.ExclusiveDatabaseCheck;
import org.stackdeck.platform.database.SchemaVersion;

/**
 * Command that writes the tables of the configured database to a new file that only its owner can read. The file
 * contains a consistent state of the database, even if Stackdeck changes the database during the export.
 */
@Import(AuditVerificationCommand.class)
public final class DatabaseExportCommand {

    private DatabaseExportCommand() {}

    /** Runs the command and returns the exit code. */
    public static int run(Path file, Consumer<String> output, String... properties) {
        return CommandRunner.run(
                DatabaseExportCommand.class,
                CommandRunner.DatabaseCreation.REFUSED,
                "The database cannot be exported",
                output,
                context -> export(context, file.toAbsolutePath(), output),
                properties);
    }

    private static int export(ApplicationContext context, Path file, Consumer<String> output)
            throws IOException, SQLException {
        if (Files.exists(file)) {
            throw new CommandException(file + " already exists. Specify a new file.");
        }
        DataSource database = context.getBean(DataSource.class);
        boolean unused = ExclusiveDatabaseCheck.isUnused(database);
        SchemaVersion.requireCurrent(database);
        // Before the transaction: a running Stackdeck updates the witness file, which would then refer to an entry that
        // is newer than the state that the transaction reads.
        long auditBrokenAt = brokenAt(context.getBean(AuditChainVerifier.class).verify());
        AtomicReference<String> summary = new AtomicReference<>("");
        PrivateFiles.createNew(file, out -> {
            DigestOutputStream digested = new DigestOutputStream(out, Sha256.newDigest());
            DatabaseTransaction.readOnly(database).run(connection -> {
                ExportManifest manifest = write(connection, context, auditBrokenAt, digested);
                summary.set("Exported " + manifest.rows() + " rows of "
                        + manifest.tables().size() + " tables to " + file + "."
                        + (unused
                                ? ""
                                : " Another process uses the database; the file contains its state at "
                                        + manifest.createdAt() + "."));
            });
            String sha256 = HexFormat.of().formatHex(digested.getMessageDigest().digest());
            summary.accumulateAndGet(" SHA-256: " + sha256 + ".", String::concat);
        });
        output.accept(
                summary.get() + " Secrets in it are encrypted: an import requires the keys and audit-witness of the"
                        + " data directory, or the same STACKDECK_SECRETS_KEY.");
        return 0;
    }

    private static ExportManifest write(
            Connection connection, ApplicationContext context, long auditBrokenAt, OutputStream out)
            throws IOException, SQLException {
        DataSource database = context.getBean(DataSource.class);
        Instant createdAt = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        ExportFileWriter writer = new ExportFileWriter(out);
        List<ExportManifest.Table> tables =
                writer.writeTables(connection, DatabaseTables.inOrderOfReferences(connection));
        ExportManifest manifest = new ExportManifest(
                ExportManifest.FORMAT,
                SchemaVersion.digest(),
                SchemaVersion.lastChangeSet(database),
                createdAt.toString(),
                SecretsKeyLoader.fingerprint(context.getBean(SecretKey.class)),
                auditBrokenAt,
                tables);
        writer.writeManifest(manifest);
        writer.finish();
        return manifest;
    }

    /** Returns the number of the entry at which the chain is broken; 0 if it is intact. */
    static long brokenAt(AuditChainReport report) {
        AuditChainReport.@Nullable BreakLocation broken = report.broken();
        return broken == null ? 0 : broken.sequence();
    }
}
