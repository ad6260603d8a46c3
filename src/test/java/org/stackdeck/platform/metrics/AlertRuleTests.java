package org.stackdeck.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the alert rules with Prometheus's own tool. */
@Tag("prometheus")
class AlertRuleTests {

    private static final Path DIRECTORY = Path.of("deploy/prometheus");

    @ParameterizedTest
    @CsvSource({"check, alerts.yml, rules found", "test, alerts-test.yml, SUCCESS"})
    void promtoolAcceptsTheRules(String command, String file, String expected) throws Exception {
        Process promtool = new ProcessBuilder("promtool", command, "rules", file)
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .start();
        String output = read(promtool);

        assertThat(promtool.waitFor()).as(output).isZero();
        assertThat(output).contains(expected);
    }

    private static String read(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
