package org.stackdeck.launchtemplates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchTemplateNameTests {

    @Test
    void invisibleCharactersAreRemoved() {
        assertThat(new LaunchTemplateName(" Web\u202e\u200bserver ").value()).isEqualTo("Webserver");
    }

    @Test
    void storedNameCanConsistOfInvisibleCharacters() {
        assertThat(LaunchTemplateName.stored("\u200b").value()).isEqualTo("-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200b\u2028", "two\nlines", "tab\tulator"})
    void otherNamesAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LaunchTemplateName(name));
    }
}
