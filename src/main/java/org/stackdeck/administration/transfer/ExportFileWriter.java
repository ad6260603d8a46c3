package org.stackdeck.administration.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.stackdeck.platform.Sha256;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Writes the rows of tables to entries of a ZIP file, row by row. */
final class ExportFileWriter {

    private static final int FETCH_SIZE = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ZipOutputStream zip;

    ExportFileWriter(OutputStream out) {
        zip = new ZipOutputStream(out);
    }

    List<ExportManifest.Table> writeTables(Connection connection, List<DatabaseTable> tables)
            throws IOException, SQLException {
        List<ExportManifest.Table> written = new ArrayList<>();
        for (DatabaseTable table : tables) {
            written.add(write(connection, table));
        }
        return written;
    }

    void writeManifest(ExportManifest manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(ExportManifest.ENTRY));
        zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.closeEntry();
    }

    private ExportManifest.Table write(Connection connection, DatabaseTable table) throws IOException, SQLException {
        zip.putNextEntry(new ZipEntry(ExportManifest.Table.entry(table.portableName())));
        DigestOutputStream out = new DigestOutputStream(zip, Sha256.newDigest());
        long count = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery(table.select())) {
                while (rows.next()) {
                    ArrayNode values = JSON.createArrayNode();
                    for (int i = 0; i < table.columns().size(); i++) {
                        table.columns().get(i).kind().write(rows, i + 1, values);
                    }
                    out.write(JSON.writeValueAsBytes(values));
                    out.write('\n');
                    count++;
                }
            }
        }
        zip.closeEntry();
        return new ExportManifest.Table(
                table.portableName(),
                table.portableColumnNames(),
                count,
                HexFormat.of().formatHex(out.getMessageDigest().digest()));
    }

    /** Completes the ZIP file without closing the stream. */
    void finish() throws IOException {
        zip.finish();
        zip.flush();
    }
}
