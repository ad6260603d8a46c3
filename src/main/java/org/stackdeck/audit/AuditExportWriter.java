package org.stackdeck.audit;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes audit entries to an export file. */
public final class AuditExportWriter {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Characters that start a formula in a spreadsheet (OWASP, CSV injection), also in full width. */
    private static final String FORMULA_PREFIXES = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

    private static final String[] COLUMNS = {
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
        "detail"
    };

    private final Appendable out;
    private final Format format;
    private boolean first = true;

    public enum Format {
        /** RFC 4180, all values quoted; an apostrophe precedes a value that would start a formula. */
        CSV("text/csv;charset=UTF-8"),
        /** Array of objects. */
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

    public AuditExportWriter(Appendable out, Format format) {
        this.out = out;
        this.format = format;
    }

    public void begin() throws IOException {
        switch (format) {
            case CSV -> out.append(String.join(",", COLUMNS)).append("\r\n");
            case JSON -> out.append('[');
        }
    }

    public void add(AuditTrailEntry written) throws IOException {
        Map<String, @Nullable Object> values = values(written);
        switch (format) {
            case CSV ->
                out.append(values.values().stream().map(AuditExportWriter::cell).collect(Collectors.joining(",")))
                        .append("\r\n");
            case JSON -> out.append(first ? "\n" : ",\n").append(JSON.writeValueAsString(values));
        }
        first = false;
    }

    public void end() throws IOException {
        switch (format) {
            case CSV -> {}
            case JSON -> out.append("\n]\n");
        }
    }

    private static Map<String, @Nullable Object> values(AuditTrailEntry written) {
        AuditEntry entry = written.entry();
        @Nullable
        Object[] parts = {
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
            entry.detailText()
        };
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < COLUMNS.length; i++) {
            values.put(COLUMNS[i], parts[i]);
        }
        return values;
    }

    private static String cell(@Nullable Object value) {
        String text = Objects.toString(value, "");
        boolean formula = !text.isEmpty() && FORMULA_PREFIXES.indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
