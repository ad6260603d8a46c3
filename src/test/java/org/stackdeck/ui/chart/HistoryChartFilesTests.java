package org.stackdeck.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** Tests the files of uPlot, whose paths contain its version. */
class HistoryChartFilesTests {

    private static final String SERVED = "META-INF/resources/";
    private static final Pattern PATH = Pattern.compile("\"\\.\\./\\.\\./(webjars/uplot/[^\"]+/)\"");

    @ParameterizedTest
    @ValueSource(strings = {"uPlot.esm.js", "uPlot.min.css"})
    void filesAreAtThePathsThatTheModuleLoads(String file) throws IOException {
        String module = text("frontend/js/history-chart.js");
        String path = PATH.matcher(module).results().findFirst().orElseThrow().group(1);

        assertThat(module).contains('"' + file + '"');
        assertThat(new ClassPathResource(SERVED + path + file).exists()).isTrue();
        assertThat(text(path + file)).doesNotContain("eval(", "new Function");
    }

    private static String text(String file) throws IOException {
        return new ClassPathResource(SERVED + file).getContentAsString(StandardCharsets.UTF_8);
    }
}
