package org.stackdeck.platform.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes an Office Open XML file with one sheet. Texts are inline strings, which are never formulas. Times are date
 * cells in UTC, because the format has no time zones.
 */
public final class XlsxTableWriter implements TableWriter {

    /** Maximum length of a cell. Excel does not open a file with a longer cell. */
    private static final int MAX_CELL_LENGTH = 32_767;

    private static final int ROWS_IN_MEMORY = 200;

    private static final String TIME_FORMAT = "yyyy-mm-dd hh:mm:ss \"UTC\"";
    private static final int TIME_WIDTH = 24;

    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    /** Writes the header in bold. The header remains visible while the user scrolls the rows. */
    public XlsxTableWriter(OutputStream out, String sheetName, List<String> columns) throws IOException {
        this.workbook = new Workbook(out, "Stackdeck", null);
        this.sheet = workbook.newWorksheet(sheetName);
        add(columns);
        sheet.range(0, 0, 0, columns.size() - 1).style().bold().set();
        sheet.freezePane(0, 1);
    }

    @Override
    public void add(List<? extends @Nullable Object> values) throws IOException {
        for (int column = 0; column < values.size(); column++) {
            Object value = values.get(column);
            if (value instanceof Number number) {
                sheet.value(row, column, number);
            } else if (value instanceof Instant time) {
                sheet.value(row, column, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
                sheet.style(row, column).format(TIME_FORMAT).set();
                // Effective only before the first rows are flushed. Excel does not display a date that is wider than
                // its column.
                sheet.width(column, TIME_WIDTH);
            } else if (value != null) {
                sheet.inlineString(row, column, cell(TableWriter.text(value)));
            }
        }
        row++;
        if (row % ROWS_IN_MEMORY == 0) {
            sheet.flush();
        }
    }

    @Override
    public void end() throws IOException {
        workbook.finish();
    }

    /**
     * Truncates the text to the maximum length. Replaces characters that XML does not allow, because programs do not
     * open a file that contains them.
     */
    private static String cell(String text) {
        StringBuilder allowed = new StringBuilder(Math.min(text.length(), MAX_CELL_LENGTH));
        text.codePoints()
                .map(character -> isAllowed(character) ? character : '\uFFFD')
                .takeWhile(_ -> allowed.length() < MAX_CELL_LENGTH - 1)
                .forEach(allowed::appendCodePoint);
        return allowed.toString();
    }

    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
