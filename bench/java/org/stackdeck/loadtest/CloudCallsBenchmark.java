package org.stackdeck.loadtest;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.stackdeck.product.BenchmarkFigure;

/** Compares the number of OpenStack API calls with one open grid and with many. */
final class CloudCallsBenchmark {

    /** Excludes the calls that opening the pages causes. */
    private static final Duration SETTLE_TIME = Duration.ofSeconds(15);

    /** Excludes the calls of the start, after which code is slow and lists of everything are frequent. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    private final LoadTestOptions options;
    private final LoadTestMetrics metrics;

    CloudCallsBenchmark(LoadTestOptions options, LoadTestMetrics metrics) {
        this.options = options;
        this.metrics = metrics;
    }

    ResultTable run() throws IOException, InterruptedException {
        ResultTable results = new ResultTable(
                "bench/load calls",
                "/%s, %,d servers, %s changes per second, %d s each"
                        .formatted(options.page(), options.servers(), options.changes(), options.seconds()));
        try (BenchmarkEnvironment environment = BenchmarkEnvironment.start(options);
                OpenPages pages = new OpenPages(environment, metrics);
                ServerChangeGenerator _ = new ServerChangeGenerator(
                        environment.simulatorClient(), environment.changeableServers(), options.changes(), metrics)) {
            pages.openUpTo(1);
            Polling.sleep(WARM_UP);
            long one = countCalls(environment, pages, 1, results);
            long many = countCalls(environment, pages, options.grids(), results);
            double difference = 100.0 * (many - one) / Math.max(1, one);
            results.addRow("difference", ResultTable.format(difference) + " %");
            results.addFigure(new BenchmarkFigure(
                    "calls to the cloud with %d open grids of /%s, difference from 1"
                            .formatted(options.grids(), options.page()),
                    Math.abs(difference),
                    5,
                    "%"));
        }
        return results;
    }

    private long countCalls(BenchmarkEnvironment environment, OpenPages pages, int grids, ResultTable results)
            throws InterruptedException {
        pages.openUpTo(grids);
        Polling.sleep(SETTLE_TIME);
        environment.takeCloudCalls();
        Polling.sleep(Duration.ofSeconds(options.seconds()));
        Map<String, Long> calls = environment.takeCloudCalls();
        long sum = calls.values().stream().mapToLong(Long::longValue).sum();
        results.addRow("calls with open grids: " + grids, sum + " " + calls);
        return sum;
    }
}
