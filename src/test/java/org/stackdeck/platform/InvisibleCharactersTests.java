package org.stackdeck.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvisibleCharactersTests {

    @Test
    void nameIsReturnedWithoutInvisibleCharactersAndSurroundingWhitespace() {
        assertThat(InvisibleCharacters.removeFromName(" we\u202Eb 1\uFEFF ", 5)).isEqualTo("web 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "\u202E",
                "a\nb",
                "a\tb",
                "123456",
                "\u202E\u202E\u202E\u202E\u202E\u202E\u202E\u202E\u202E\u202Ea"
            })
    void emptyLongOrMultilineNameIsRejected(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> InvisibleCharacters.removeFromName(name, 5));
    }
}
