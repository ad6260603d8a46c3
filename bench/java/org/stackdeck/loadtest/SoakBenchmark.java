package org.stackdeck.loadtest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.stackdeck.product.BenchmarkFigure;

/**
 * Compares the memory, threads, file handles and database connections of Stackdeck at the start and at the end of a long
 * time with open grids and changes.
 */
final class SoakBenchmark {

    /** All servers are changed and all caches are filled in this time. */
    private static final Duration WARM_UP = Duration.ofMinutes(2);

    private static final int INTERVALS = 12;

    private static final double MAX_HEAP_GROWTH_PERCENT = 10;
    /** Requests and periodic tasks that are in progress at one of the samples. */
    private static final long MAX_MORE_THREADS = 20;

    private static final long MAX_MORE_FILES = 10;

    private final LoadTestOptions options;
    private final LoadTestMetrics metrics;
    private final List<Sample> samples = new ArrayList<>();

    private record Sample(
            long heapBytes,
            long residentBytes,
            long platformThreads,
            long virtualThreads,
            long fileHandles,
            long databaseConnections) {}

    SoakBenchmark(LoadTestOptions options, LoadTestMetrics metrics) {
        this.options = options;
        this.metrics = metrics;
    }

    ResultTable run() throws IOException, InterruptedException {
        ResultTable results = new ResultTable(
                "bench/load soak",
                "%d grids, %,d servers, %s changes per second, %d s; first, last and highest of %d samples"
                        .formatted(
                                options.grids(),
                                options.servers(),
                                options.changes(),
                                options.seconds(),
                                INTERVALS + 1));
        try (BenchmarkEnvironment environment = BenchmarkEnvironment.start(options);
                OpenPages pages = new OpenPages(environment, metrics);
                ServerChangeGenerator changes = new ServerChangeGenerator(
                        environment.simulatorClient(), environment.changeableServers(), options.changes(), metrics)) {
            pages.openUpTo(options.grids());
            Polling.sleep(WARM_UP);
            measure(environment);
            changes.close();
            results.addRow("changes (started late)", changes.changes() + " (" + changes.lateChanges() + ")");
            results.addRow("change → frame received", metrics.changeLatencies);
            addSamples(results);
            environment.logErrors().forEach(line -> metrics.recordError("Stackdeck's log: " + line));
        }
        return results;
    }

    /** Prints each sample at once, because the measurement takes long. */
    private void measure(BenchmarkEnvironment environment) {
        Duration interval = Duration.ofSeconds(options.seconds()).dividedBy(INTERVALS);
        System.out.println("| s | live heap | resident memory | platform threads | virtual threads | file handles"
                + " | database connections |\n|---|---|---|---|---|---|---|");
        metrics.startRecording();
        for (int number = 0; number <= INTERVALS; number++) {
            if (number > 0) {
                Polling.sleep(interval);
            }
            Sample sample = sample(environment);
            samples.add(sample);
            System.out.printf(
                    "| %d | %s | %s | %d | %d | %d | %d |%n",
                    interval.multipliedBy(number).toSeconds(),
                    ResultTable.megabytes(sample.heapBytes()),
                    ResultTable.megabytes(sample.residentBytes()),
                    sample.platformThreads(),
                    sample.virtualThreads(),
                    sample.fileHandles(),
                    sample.databaseConnections());
        }
        metrics.stopRecording();
    }

    private static Sample sample(BenchmarkEnvironment environment) {
        ProcessMeter stackdeck = environment.stackdeckMeter();
        long connections = environment.metric("hikaricp.connections");
        ProcessMeter.LiveObjects objects = stackdeck.liveObjects();
        return new Sample(
                objects.bytes(),
                stackdeck.residentKb() * 1024,
                stackdeck.platformThreads(),
                objects.virtualThreads(),
                stackdeck.fileHandles(),
                connections);
    }

    private void addSamples(ResultTable results) {
        addRow(results, "live heap, MB", sample -> sample.heapBytes() / 1_000_000);
        addRow(results, "resident memory, MB", sample -> sample.residentBytes() / 1_000_000);
        addRow(results, "platform threads", Sample::platformThreads);
        addRow(results, "virtual threads", Sample::virtualThreads);
        addRow(results, "file handles", Sample::fileHandles);
        addRow(results, "database connections", Sample::databaseConnections);
        results.addFigure(new BenchmarkFigure(
                "growth of the live heap",
                100.0 * growth(Sample::heapBytes) / samples.getFirst().heapBytes(),
                MAX_HEAP_GROWTH_PERCENT,
                "%"));
        results.addFigure(new BenchmarkFigure(
                "additional threads",
                (double) growth(sample -> sample.platformThreads() + sample.virtualThreads()),
                (double) MAX_MORE_THREADS,
                "threads"));
        results.addFigure(new BenchmarkFigure(
                "additional file handles", (double) growth(Sample::fileHandles), (double) MAX_MORE_FILES, "handles"));
        results.addFigure(new BenchmarkFigure(
                "additional database connections", (double) growth(Sample::databaseConnections), 0, "connections"));
    }

    private void addRow(ResultTable results, String name, ToLongFunction<Sample> value) {
        results.addRow(
                name,
                value.applyAsLong(samples.getFirst()) + "; " + value.applyAsLong(samples.getLast()) + "; "
                        + samples.stream().mapToLong(value).max().orElseThrow());
    }

    private long growth(ToLongFunction<Sample> value) {
        return value.applyAsLong(samples.getLast()) - value.applyAsLong(samples.getFirst());
    }
}
