package org.stackdeck.platform.export;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV according to RFC 4180 and quotes all values. Inserts an apostrophe before text that a spreadsheet would
 * interpret as a formula, even after a semicolon, tab or line break. Spreadsheets that separate cells by semicolons or
 * tabs treat the quotes as text.
 */
public final class CsvTableWriter implements TableWriter {

    /** Positions at which a formula starts in a spreadsheet (OWASP, CSV injection), also with full-width characters. */
    private static final Pattern FORMULA =
            Pattern.compile("(?s)(?:^|(?<=;|.[\r\n\t]))(?=[\"\\s]*[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])");

    private final Appendable out;

    /**
     * Writes the header.
     *
     * @param columns names of the columns; they must contain neither commas nor quotes
     */
    public CsvTableWriter(Appendable out, List<String> columns) throws IOException {
        this.out = out;
        out.append(String.join(",", columns)).append("\r\n");
    }

    @Override
    public void add(List<? extends @Nullable Object> values) throws IOException {
        out.append(values.stream().map(CsvTableWriter::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    @Override
    public void end() {
        // The format has no end marker.
    }

    private static String cell(@Nullable Object value) {
        String text = TableWriter.text(value);
        String safe = value instanceof Number ? text : FORMULA.matcher(text).replaceAll("'");
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
