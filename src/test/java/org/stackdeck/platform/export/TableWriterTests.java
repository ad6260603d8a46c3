package org.stackdeck.platform.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TableWriterTests {

    private static final List<String> COLUMNS = List.of("name", "count", "tags", "none");

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@sum(a)", "\t=1", "\r=1", "\n=1", "＝1"})
    void csvPrecedesAFormulaWithAnApostrophe(String text) throws IOException {
        StringBuilder out = new StringBuilder();

        new CsvTableWriter(out, List.of("name", "tags")).add(List.of(text, List.of(text, "b")));

        assertThat(out).hasToString("name,tags\r\n\"'" + text + "\",\"'" + text + " b\"\r\n");
    }

    @Test
    void csvHasNoFormulaForSpreadsheetsThatSeparateCellsBySemicolons() throws IOException {
        StringBuilder out = new StringBuilder();

        new CsvTableWriter(out, List.of("name")).add(List.of("web-9;=1+cmd|' /C calc'!A0;x; \"=2;a-b\n=3"));

        assertThat(out).hasToString("name\r\n\"web-9;'=1+cmd|' /C calc'!A0;x;' \"\"=2;a-b\n'=3\"\r\n");
    }

    @Test
    void csvQuotesSeparatorsAndKeepsNegativeNumbers() throws IOException {
        StringBuilder out = new StringBuilder();

        new CsvTableWriter(out, COLUMNS).add(Arrays.asList("a \"b\", c", -7, List.of("x", "y"), null));

        assertThat(out).hasToString("name,count,tags,none\r\n\"a \"\"b\"\", c\",\"-7\",\"x y\",\"\"\r\n");
    }

    @Test
    void jsonHasNumbersAndArrays() throws IOException {
        StringBuilder out = new StringBuilder();
        TableWriter table = new JsonTableWriter(out, COLUMNS);
        table.add(Arrays.asList("=1", 7, List.of("x"), null));
        table.add(Arrays.asList("b", 8, List.of(), null));
        table.end();

        JsonNode all = JsonMapper.builder().build().readTree(out.toString());
        assertThat(all.size()).isEqualTo(2);
        assertThat(all.get(0).path("name").asString()).isEqualTo("=1");
        assertThat(all.get(0).path("count").isNumber()).isTrue();
        assertThat(all.get(0).path("tags").isArray()).isTrue();
        assertThat(all.get(0).path("none").isNull()).isTrue();
    }

    @Test
    void xlsxHasTextsThatAreNoFormulasAndNumbers() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TableWriter table = new XlsxTableWriter(out, "servers", COLUMNS);
        table.add(Arrays.asList("=1+1", 7, List.of("<b>", "宽"), null));
        table.add(Arrays.asList("a\u0001b\uD800c😀", -7, List.of(), null));
        table.add(Arrays.asList("x".repeat(40_000), 0, List.of(), null));
        table.end();

        List<Row> rows = rows(out);
        assertThat(rows.getFirst().getCellAsString(0)).contains("name");
        assertThat(rows.get(1).getCell(0).getType()).isEqualTo(CellType.STRING);
        assertThat(rows.get(1).getCell(0).getFormula()).isNull();
        assertThat(rows.get(1).getCell(0).getRawValue()).isEqualTo("=1+1");
        assertThat(rows.get(1).getCell(1).getType()).isEqualTo(CellType.NUMBER);
        assertThat(rows.get(1).getCellAsNumber(1).orElseThrow().intValue()).isEqualTo(7);
        assertThat(rows.get(1).getCellAsString(2)).contains("<b> 宽");
        assertThat(rows.get(2).getCellAsString(0)).contains("a\uFFFDb\uFFFDc😀");
        assertThat(rows.get(3).getCellAsString(0).orElseThrow()).hasSizeBetween(32_000, 32_767);
    }

    @Test
    void timesAreDateCellsInXlsxAndIsoTextsInOtherFormats() throws IOException {
        Instant time = Instant.parse("2026-11-30T23:05:07.9Z");
        ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
        StringBuilder csv = new StringBuilder();
        StringBuilder json = new StringBuilder();
        for (TableWriter table : List.of(
                new XlsxTableWriter(xlsx, "servers", List.of("created")),
                new CsvTableWriter(csv, List.of("created")),
                new JsonTableWriter(json, List.of("created")))) {
            table.add(List.of(time));
            table.end();
        }

        Cell cell = rows(xlsx).get(1).getCell(0);
        assertThat(cell.getType()).isEqualTo(CellType.NUMBER);
        assertThat(cell.getDataFormatString()).startsWith("yyyy-mm-dd hh:mm:ss");
        assertThat(cell.asDate()).isCloseTo(LocalDateTime.parse("2026-11-30T23:05:07"), within(1, ChronoUnit.SECONDS));
        assertThat(csv).contains("\"2026-11-30T23:05:07.900Z\"");
        assertThat(json).contains("\"2026-11-30T23:05:07.900Z\"");
    }

    private static List<Row> rows(ByteArrayOutputStream file) throws IOException {
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(file.toByteArray()), new ReadingOptions(true, true))) {
            return workbook.getFirstSheet().read();
        }
    }

    @Test
    void xlsxIsWrittenWhileRowsAreAdded() throws IOException {
        CountingStream out = new CountingStream();
        TableWriter table = new XlsxTableWriter(out, "servers", COLUMNS);
        long previous = 0;
        for (int batch = 0; batch < 10; batch++) {
            for (int row = 0; row < 1_000; row++) {
                table.add(Arrays.asList("server-" + Math.random(), row, List.of("a"), null));
            }
            assertThat(out.bytes).isGreaterThan(previous);
            previous = out.bytes;
        }
        table.end();
    }

    private static final class CountingStream extends OutputStream {

        private long bytes;

        @Override
        public void write(int value) {
            bytes++;
        }

        @Override
        public void write(byte[] values, int offset, int length) {
            bytes += length;
        }
    }
}
