package org.stackdeck.loadtest;

import java.io.IOException;
import java.util.List;
import org.stackdeck.product.BenchmarkFigure;

/** Implements {@code bench/load}. The exit status is 0 if no session was lost and no error occurred, otherwise 1. */
public final class LoadTestMain {

    private LoadTestMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> arguments = List.of(args);
        if (arguments.equals(List.of("-h")) || arguments.equals(List.of("--help"))) {
            System.out.println(LoadTestOptions.USAGE);
            return;
        }
        LoadTestOptions options;
        try {
            options = LoadTestOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + LoadTestOptions.USAGE);
            System.exit(2);
            return;
        }
        LoadTestMetrics metrics = new LoadTestMetrics();
        ResultTable results = measure(options, metrics);
        results.addRow("sessions lost", metrics.lostSessions());
        results.addRow(
                "errors",
                metrics.errors().values().stream().mapToLong(Long::longValue).sum());
        System.out.println(results);
        results.figures().forEach(BenchmarkFigure::print);
        if (options.scenario() != Scenario.CHECK) {
            new BenchmarkFigure("sessions lost", (double) metrics.lostSessions(), 0, "sessions").print();
        }
        metrics.errors().forEach((message, count) -> System.out.println(count + " × " + message));
        System.exit(metrics.errors().isEmpty() ? 0 : 1);
    }

    private static ResultTable measure(LoadTestOptions options, LoadTestMetrics metrics)
            throws IOException, InterruptedException {
        return switch (options.scenario()) {
            case RUSH, CROWD, MEMORY -> new OpenGridsBenchmark(options, metrics).run();
            case SOAK -> new SoakBenchmark(options, metrics).run();
            case CALLS -> new CloudCallsBenchmark(options, metrics).run();
            case FIRST -> new FirstRowsBenchmark(options, metrics).run();
            case LISTS -> new LargeResourceListBenchmark(options).run();
            case CHECK -> new ChromiumComparison(options, metrics).run();
        };
    }
}
