package org.stackdeck.loadtest;

import java.io.IOException;
import java.time.Duration;
import org.stackdeck.browser.TestBrowsers;
import org.stackdeck.product.BenchmarkFigure;

/**
 * Measures the time from sign-in to the first rows, with few servers and with many, in simulated pages and in
 * Chromium.
 */
final class FirstRowsBenchmark {

    private static final int FEW_SERVERS = 100;
    private static final int WARM_UP_ROUNDS = 5;

    private final LoadTestOptions options;
    private final LoadTestMetrics metrics;

    FirstRowsBenchmark(LoadTestOptions options, LoadTestMetrics metrics) {
        this.options = options;
        this.metrics = metrics;
    }

    /** The limit applies to the ratio of the medians, because sign-ins are measured one after the other. */
    ResultTable run() throws IOException, InterruptedException {
        ResultTable results = new ResultTable("bench/load first", "%d sign-ins each".formatted(options.grids()));
        Times few = measure(FEW_SERVERS, results);
        Times many = measure(options.servers(), results);
        addRatio("simulated pages", few.simulated(), many.simulated(), results);
        addRatio("Chromium", few.chromium(), many.chromium(), results);
        return results;
    }

    private record Times(LatencyHistogram simulated, LatencyHistogram chromium) {}

    private Times measure(int servers, ResultTable results) throws IOException, InterruptedException {
        try (BenchmarkEnvironment environment = BenchmarkEnvironment.start(options.withServers(servers))) {
            Times times = new Times(openSimulatedPages(environment), openInChromium(environment));
            results.addRow("%,d servers, simulated pages".formatted(servers), times.simulated());
            results.addRow("%,d servers, Chromium".formatted(servers), times.chromium());
            return times;
        }
    }

    private void addRatio(String client, LatencyHistogram few, LatencyHistogram many, ResultTable results) {
        few.quantileMillis(0.5)
                .ifPresent(fewMillis -> many.quantileMillis(0.5)
                        .ifPresent(manyMillis -> results.addFigure(BenchmarkFigure.times(
                                "first rows, %,d servers compared with %d, %s, medians"
                                        .formatted(options.servers(), FEW_SERVERS, client),
                                (double) manyMillis / (double) fewMillis,
                                1.2))));
    }

    private LatencyHistogram openSimulatedPages(BenchmarkEnvironment environment)
            throws IOException, InterruptedException {
        LatencyHistogram times = new LatencyHistogram();
        for (int i = -WARM_UP_ROUNDS; i < options.grids(); i++) {
            try (OpenPages pages = new OpenPages(environment, metrics)) {
                long start = System.nanoTime();
                pages.open(environment.username(0));
                record(times, start, i);
            }
        }
        return times;
    }

    private LatencyHistogram openInChromium(BenchmarkEnvironment environment) {
        LatencyHistogram times = new LatencyHistogram();
        try (TestBrowsers browsers = new TestBrowsers()) {
            for (int i = -WARM_UP_ROUNDS; i < options.grids(); i++) {
                try (ChromiumGrid grid = ChromiumGrid.fillSignInForm(browsers, environment)) {
                    long start = System.nanoTime();
                    grid.submitSignInForm();
                    record(times, start, i);
                }
            }
        }
        return times;
    }

    private static void record(LatencyHistogram times, long start, int round) {
        if (round >= 0) {
            times.record(Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }
}
