package org.stackdeck.audit;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.stackdeck.platform.export.CsvTableWriter;
import org.stackdeck.platform.export.JsonTableWriter;
import org.stackdeck.platform.export.TableWriter;

public final class AuditExportWriter {

    private static final List<String> COLUMNS = List.of(
            "sequence",
            "at",
            "actorId",
            "actor",
            "source",
            "channel",
            "action",
            "objectType",
            "objectId",
            "objectName",
            "result",
            "detail");

    private final TableWriter table;

    public enum Format {
        CSV("text/csv;charset=UTF-8"),
        JSON("application/json");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        public String contentType() {
            return contentType;
        }

        public String fileName() {
            return "audit." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Writes the beginning of the file. */
    public AuditExportWriter(Appendable out, Format format) throws IOException {
        this.table = switch (format) {
            case CSV -> new CsvTableWriter(out, COLUMNS);
            case JSON -> new JsonTableWriter(out, COLUMNS);
        };
    }

    public void add(NumberedAuditEntry written) throws IOException {
        AuditEntry entry = written.entry();
        table.add(Arrays.asList(
                written.sequence(),
                written.at().toString(),
                entry.actorId(),
                entry.actor(),
                entry.source(),
                entry.channel(),
                entry.action(),
                entry.objectType(),
                entry.objectId(),
                entry.objectName(),
                entry.result().name(),
                entry.detailText()));
    }

    public void end() throws IOException {
        table.end();
    }
}
