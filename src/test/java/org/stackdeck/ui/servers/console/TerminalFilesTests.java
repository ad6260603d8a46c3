package org.stackdeck.ui.servers.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** Tests the files of the third-party terminal for serial consoles, whose paths contain its version. */
class TerminalFilesTests {

    private static final String SERVED = "META-INF/resources/";
    private static final Pattern PLACE = Pattern.compile("\"\\.\\./\\.\\./(webjars/xterm/[^\"]+/)\"");

    @ParameterizedTest
    @ValueSource(strings = {"lib/xterm.js", "css/xterm.css"})
    void filesAreAtThePathsThatTheModuleLoads(String file) throws IOException {
        assertThat(new ClassPathResource(SERVED + place() + file).exists()).isTrue();
        assertThat(module()).contains('"' + file + '"');
    }

    /** The terminal would ignore an unsupported option, or fail only when the connection has ended. */
    @Test
    void terminalSupportsTheOptionsThatStackdeckSets() throws IOException {
        String terminal = text(SERVED + place() + "lib/xterm.js");
        assertThat(terminal)
                .contains("rendererType", "screenReaderMode", "disableStdin", "setOption", "xterm-accessibility-tree");
    }

    private static String place() throws IOException {
        return PLACE.matcher(module()).results().findFirst().orElseThrow().group(1);
    }

    private static String module() throws IOException {
        return text(SERVED + "frontend/js/console.js");
    }

    private static String text(String file) throws IOException {
        return new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8);
    }
}
