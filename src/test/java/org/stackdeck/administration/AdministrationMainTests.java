package org.stackdeck.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdministrationMainTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "restart", "export", "import", "export a b", "rotate-key now", "--stackdeck.demo=true"})
    void wrongCommandPrintsTheCommandsAndExitsWithTwo(String line) {
        List<String> output = new ArrayList<>();

        int exitCode = AdministrationMain.run(output::add, line.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(output).singleElement().asString().contains("export FILE", "docs/production.md");
    }
}
