package org.stackdeck.administration.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.stackdeck.platform.Sha256;
import org.stackdeck.platform.command.CommandException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an export file and inserts its rows in batches. */
final class ExportFileLoader implements AutoCloseable {

    private static final int BATCH_SIZE = 200;
    private static final int MAX_MANIFEST_BYTES = 1_000_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ZipFile zip;
    private final ExportManifest manifest;

    /** @throws CommandException if the file is not an export file of this format */
    ExportFileLoader(Path file) throws IOException {
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw notAnExport(e);
        }
        manifest = readManifest();
    }

    ExportManifest manifest() {
        return manifest;
    }

    /**
     * Inserts all rows of a table.
     *
     * @param table with the columns in the order of the file
     * @throws CommandException if the file is damaged, or the database refuses a row
     */
    void insert(Connection connection, DatabaseTable table, ExportManifest.Table expected)
            throws IOException, SQLException {
        DigestInputStream in =
                new DigestInputStream(open(ExportManifest.Table.entry(expected.name())), Sha256.newDigest());
        long count = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                PreparedStatement statement = connection.prepareStatement(table.insert())) {
            @Nullable String line = lines.readLine();
            while (line != null) {
                bind(line, table, statement);
                statement.addBatch();
                count++;
                line = lines.readLine();
                if (count % BATCH_SIZE == 0 || line == null) {
                    statement.executeBatch();
                }
            }
        } catch (SQLException e) {
            // Omits the message of the database, which may contain values of the row.
            throw new CommandException("The database refuses rows of the table " + expected.name() + " (SQL state "
                    + e.getSQLState() + "). Nothing was imported.");
        }
        String sha256 = HexFormat.of().formatHex(in.getMessageDigest().digest());
        if (count != expected.rows() || !sha256.equals(expected.sha256())) {
            throw damaged(expected.name());
        }
    }

    private static void bind(String line, DatabaseTable table, PreparedStatement statement) throws SQLException {
        try {
            JsonNode values = JSON.readTree(line);
            if (values.size() != table.columns().size()) {
                throw damaged(table.portableName());
            }
            for (int i = 0; i < values.size(); i++) {
                JsonNode value = values.get(i);
                statement.setObject(
                        i + 1,
                        value.isNull() ? null : table.columns().get(i).kind().parse(value));
            }
        } catch (CommandException e) {
            throw e;
        } catch (RuntimeException e) {
            throw damaged(table.portableName());
        }
    }

    private ExportManifest readManifest() throws IOException {
        try (InputStream in = open(ExportManifest.ENTRY)) {
            ExportManifest read = JSON.readValue(in.readNBytes(MAX_MANIFEST_BYTES), ExportManifest.class);
            if (read.format() != ExportManifest.FORMAT) {
                throw new CommandException("The file has the format " + read.format() + ". This version of Stackdeck"
                        + " reads the format " + ExportManifest.FORMAT + ": use the version that exported the file.");
            }
            return read;
        } catch (JacksonException e) {
            throw notAnExport(e);
        }
    }

    private InputStream open(String name) throws IOException {
        @Nullable ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw notAnExport(null);
        }
        return zip.getInputStream(entry);
    }

    private static CommandException notAnExport(@Nullable Exception cause) {
        String message = "The file was not created by the export command, or is damaged. Export the database again.";
        return cause == null ? new CommandException(message) : new CommandException(message, cause);
    }

    private static CommandException damaged(String table) {
        return new CommandException("The file is damaged in the table " + table + ". Nothing was imported. Export the"
                + " database again.");
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
