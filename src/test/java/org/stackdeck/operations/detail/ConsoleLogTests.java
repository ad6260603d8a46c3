package org.stackdeck.operations.detail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleLogTests {

    private static final String ESCAPE = "\u001b";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "^[[1;32mOK^[[0m started        | OK started",
                "a^[[2J^[[H^[[?25lb             | ab",
                "^[]0;a title^Gprompt           | prompt",
                "^[]52;c;c3RvbGVu^[\\prompt     | prompt",
                "^[P1$r0m^[\\after              | after",
                "^[(Bplain^[=^[7                | plain",
                "cut off at the end^[[3         | cut off at the end",
                "^[]0;never ended               | ''",
                "bell^G and^Hback               | bell andback",
                "<script>alert(1)</script>      | <script>alert(1)</script>"
            })
    void escapeSequencesAreRemoved(String written, String text) {
        assertThat(text(written.replace("^[", ESCAPE).replace("^G", "\u0007").replace("^H", "\b")))
                .isEqualTo(text);
    }

    @Test
    void singleByteControlCharactersAreRemoved() {
        assertThat(text("\u009b31mred\u009b0m \u009d0;title\u009c.\u0000\u0085"))
                .isEqualTo("red .");
    }

    @Test
    void anUnterminatedTitleSequenceDoesNotHideOtherLines() {
        assertThat(text(ESCAPE + "]0;title\nkernel panic")).isEqualTo("\nkernel panic");
    }

    @Test
    void writingDirectionCharactersAreRemoved() {
        assertThat(text("user\u202egnp.exe\u2066 \u200bx")).isEqualTo("usergnp.exe x");
    }

    @Test
    void lineEndsAreConvertedToLineFeeds() {
        assertThat(text("one\r\ntwo\r\r\nthree\rfour\tfive\n")).isEqualTo("one\ntwo\nthree\nfour\tfive\n");
    }

    @Test
    void textInOtherScriptsIsRetained() {
        assertThat(text("启动完成 – größer 😀")).isEqualTo("启动完成 – größer 😀");
    }

    @Test
    void aLongLogIsTruncatedAtTheBeginningOfALine() {
        String written = IntStream.range(0, 1_000)
                .mapToObj(line -> "%04d ".formatted(line) + "x".repeat(995))
                .collect(Collectors.joining("\n"));

        ConsoleLog log = ConsoleLog.fromRaw(written, Instant.EPOCH);

        assertThat(log.truncated()).isTrue();
        assertThat(log.text().length()).isLessThanOrEqualTo(ConsoleLog.MAX_CHARACTERS);
        assertThat(log.text()).matches("(?s)\\d{4} x.*").endsWith("x");
        assertThat(log.text().lines()).hasSizeGreaterThan(250).last().asString().startsWith("0999 ");
    }

    @Test
    void aLongSingleLineIsTruncatedWithinTheLine() {
        ConsoleLog log = ConsoleLog.fromRaw("y".repeat(9 * ConsoleLog.MAX_CHARACTERS), Instant.EPOCH);

        assertThat(log.truncated()).isTrue();
        assertThat(log.text()).hasSize(ConsoleLog.MAX_CHARACTERS);
    }

    /**
     * Users of the server can print any text. With patterns that take quadratic time, such a text would occupy a
     * processor for minutes.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r",
                "\u009d",
                "\u009dx",
                "\u001b]",
                "\u001bP\r",
                "\u001b[",
                "\u001b[ ",
                "\u009b1;",
                "\u0090\u009c"
            })
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void timeIsProportionalToTheLength(String unit) {
        assertThat(text(unit.repeat(4 * ConsoleLog.MAX_CHARACTERS / unit.length()) + "\nlogin: "))
                .endsWith("login: ");
    }

    @Test
    void aShortLogIsNotTruncated() {
        assertThat(ConsoleLog.fromRaw("login: ", Instant.EPOCH))
                .isEqualTo(new ConsoleLog("login: ", false, Instant.EPOCH));
    }

    private static String text(String written) {
        return ConsoleLog.fromRaw(written, Instant.EPOCH).text();
    }
}
