package org.stackdeck.ui.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationFormatterTests {

    private static final Messages MESSAGES =
            Messages.forLocale(new DefaultI18NProvider(List.of(Locale.ENGLISH)), Locale.ENGLISH);

    @ParameterizedTest
    @CsvSource({
        "-5, 0 s",
        "300, 0.3 s",
        "9_960, 9.9 s",
        "10_960, 10 s",
        "59_960, 59 s",
        "60_000, 1 min 0 s",
        "119_900, 1 min 59 s"
    })
    void durationsAreRoundedDownToTheDisplayedPrecision(String millis, String text) {
        assertThat(DurationFormatter.format(Duration.ofMillis(Long.parseLong(millis.replace("_", ""))), MESSAGES))
                .isEqualTo(text);
    }
}
