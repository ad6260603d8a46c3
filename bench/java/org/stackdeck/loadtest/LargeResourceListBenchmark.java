package org.stackdeck.loadtest;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.stackdeck.browser.TestBrowsers;
import org.stackdeck.product.BenchmarkFigure;

/**
 * Measures the time from the navigation to the first rows of lists of other resources in Chromium, with few resources
 * and with many.
 */
final class LargeResourceListBenchmark {

    private static final int WARM_UP_ROUNDS = 3;
    private static final double MAX_RATIO = 1.2;

    /**
     * A list page.
     *
     * @param resources name of the counted resources
     */
    private record ListPage(String path, String resources, int few, int many) {}

    private static final List<ListPage> PAGES = List.of(
            new ListPage("volumes", "volumes", 100, 5_000),
            new ListPage("ports", "ports", 100, 5_000),
            new ListPage("security-groups", "security group rules", 100, 2_000));

    private final LoadTestOptions options;

    LargeResourceListBenchmark(LoadTestOptions options) {
        this.options = options;
    }

    ResultTable run() throws IOException {
        ResultTable results = new ResultTable("bench/load lists", "%d openings of each".formatted(options.grids()));
        Map<ListPage, LatencyHistogram> few = measure(false, results);
        Map<ListPage, LatencyHistogram> many = measure(true, results);
        for (ListPage page : PAGES) {
            results.addFigure(BenchmarkFigure.times(
                    "list of %,d %s compared with %d, medians".formatted(page.many(), page.resources(), page.few()),
                    median(many, page) / median(few, page),
                    MAX_RATIO));
        }
        return results;
    }

    private static double median(Map<ListPage, LatencyHistogram> times, ListPage page) {
        return (double)
                Objects.requireNonNull(times.get(page)).quantileMillis(0.5).orElseThrow();
    }

    private Map<ListPage, LatencyHistogram> measure(boolean many, ResultTable results) throws IOException {
        Map<ListPage, LatencyHistogram> times = new LinkedHashMap<>();
        try (BenchmarkEnvironment environment = BenchmarkEnvironment.start(options);
                TestBrowsers browsers = new TestBrowsers()) {
            ResourceSeeder seeder = new ResourceSeeder(environment);
            for (ListPage page : PAGES) {
                seeder.seed(page.path(), many ? page.many() : page.few());
            }
            try (ChromiumGrid grid = ChromiumGrid.fillSignInForm(browsers, environment)) {
                grid.submitSignInForm();
                for (ListPage page : PAGES) {
                    LatencyHistogram opening = measureOpening(grid, page.path());
                    times.put(page, opening);
                    results.addRow("%,d %s".formatted(many ? page.many() : page.few(), page.resources()), opening);
                }
            }
        }
        return times;
    }

    private LatencyHistogram measureOpening(ChromiumGrid grid, String path) {
        LatencyHistogram times = new LatencyHistogram();
        for (int i = -WARM_UP_ROUNDS; i < options.grids(); i++) {
            grid.leave();
            long start = System.nanoTime();
            grid.openList(path);
            if (i >= 0) {
                times.record(Duration.ofNanos(System.nanoTime() - start).toMillis());
            }
        }
        return times;
    }
}
