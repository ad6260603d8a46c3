package org.stackdeck.ui.servers.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServerCellTemplatesTests {

    /** Without {@code live}, the browser compares the state with the last rendered one and ignores the click. */
    @ParameterizedTest
    @MethodSource("templates")
    void checkboxShowsTheStateFromTheServerAfterARejectedClick(String template) {
        assertThat(template).contains(".checked=\"${live(item.picked)}\"");
    }

    static String[] templates() {
        return new String[] {ServerCellTemplates.CHECKBOX_CELL, ServerCellTemplates.card(true, "")};
    }
}
