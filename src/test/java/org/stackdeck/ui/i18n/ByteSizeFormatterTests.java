package org.stackdeck.ui.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeFormatterTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                | 0 B
            1023             | 1,023 B
            1024             | 1 KB
            1536             | 1.5 KB
            5368709120       | 5 GB
            1125899906842624 | 1,024 TB
            """)
    void sizeIsInTheLargestUnitThatFits(long bytes, String text) {
        assertThat(ByteSizeFormatter.format(bytes, Locale.US)).isEqualTo(text);
    }
}
