package org.stackdeck.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LanguageTests {

    @Test
    void firstSupportedLanguageOfTheBrowserIsUsed() {
        assertThat(Language.firstSupported(List.of(Locale.FRENCH, Locale.forLanguageTag("zh-TW"), Locale.ENGLISH)))
                .isEqualTo(Language.CHINESE);
        assertThat(Language.firstSupported(List.of(Locale.FRENCH, Locale.UK, Locale.CHINESE)))
                .isEqualTo(Language.ENGLISH);
        assertThat(Language.firstSupported(List.of(Locale.FRENCH))).isEqualTo(Language.ENGLISH);
    }
}
