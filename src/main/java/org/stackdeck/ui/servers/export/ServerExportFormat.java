package org.stackdeck.ui.servers.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stackdeck.platform.export.CsvTableWriter;
import org.stackdeck.platform.export.JsonTableWriter;
import org.stackdeck.platform.export.TableWriter;
import org.stackdeck.platform.export.XlsxTableWriter;
import org.stackdeck.ui.ViewLogic;

/** Format of an exported file. */
@ViewLogic
enum ServerExportFormat {
    CSV("text/csv;charset=UTF-8"),
    JSON("application/json"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    /** Without this character, Excel reads a CSV file in the encoding of the operating system. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String contentType;

    ServerExportFormat(String contentType) {
        this.contentType = contentType;
    }

    /** Returns the file extension, which also identifies the format. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String contentType() {
        return contentType;
    }

    static Optional<ServerExportFormat> fromCode(String code) {
        return Arrays.stream(values())
                .filter(format -> format.code().equals(code))
                .findFirst();
    }

    void write(OutputStream out, List<String> columns, Rows rows) throws IOException {
        switch (this) {
            case CSV -> {
                Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                writer.write(BYTE_ORDER_MARK);
                write(new CsvTableWriter(writer, columns), rows);
                writer.flush();
            }
            case JSON -> {
                Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                write(new JsonTableWriter(writer, columns), rows);
                writer.flush();
            }
            case XLSX -> write(new XlsxTableWriter(out, "servers", columns), rows);
        }
    }

    private static void write(TableWriter table, Rows rows) throws IOException {
        rows.addTo(table);
        table.end();
    }

    interface Rows {
        void addTo(TableWriter table) throws IOException;
    }
}
