package org.stackdeck.ui.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandQueryTests {

    @ParameterizedTest
    @CsvSource({
        "Reboot, reboot web-1",
        "Reboot, reb Web-1",
        "Reboot, web-1 reboot",
        "Hard reboot, hard reboot web-1",
        "Hard reboot, 'web-1  hard'",
        "Hard reboot, hard web-1 reboot",
        "Hard reboot, reboot web-1 hard",
        "Resize…, resize web-1",
        "重启, 重启 web-1",
        "重启, 重 web-1"
    })
    void wordsOfTheActionAreFoundInAnyOrder(String label, String typed) {
        assertThat(CommandQuery.parse(typed).without(label)).contains(List.of("web-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"r web-1", "web-1", "rebooting web-1", "web reb 1", ""})
    void otherWordsDoNotNameTheAction(String typed) {
        assertThat(CommandQuery.parse(typed).without("Reboot")).isEmpty();
    }

    @Test
    void actionAloneLeavesNoWords() {
        assertThat(CommandQuery.parse(" Stop ").without("Stop")).contains(List.of());
    }
}
