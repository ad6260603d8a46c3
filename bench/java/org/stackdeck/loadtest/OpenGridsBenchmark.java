package org.stackdeck.loadtest;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.LongStream;
import org.stackdeck.product.BenchmarkFigure;

/** Measures change latency, traffic, CPU time and memory while many grids are open and servers change. */
final class OpenGridsBenchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    /** Longer than Stackdeck's longest polling interval and the time until a change is shown. */
    private static final Duration SETTLE_TIME = Duration.ofSeconds(10);

    /** Excluded from the heap per grid, because the first grids also create objects that all grids share. */
    private static final int BASELINE_GRIDS = 20;

    private final LoadTestOptions options;
    private final LoadTestMetrics metrics;
    private final ResultTable results;

    OpenGridsBenchmark(LoadTestOptions options, LoadTestMetrics metrics) {
        this.options = options;
        this.metrics = metrics;
        this.results = new ResultTable(
                "bench/load " + options.scenario().code(),
                "%d grids, %,d servers, %s changes per second, %d s"
                        .formatted(options.grids(), options.servers(), options.changes(), options.seconds()));
    }

    ResultTable run() throws IOException, InterruptedException {
        try (BenchmarkEnvironment environment = BenchmarkEnvironment.start(options);
                OpenPages pages = new OpenPages(environment, metrics)) {
            ProcessMeter stackdeck = environment.stackdeckMeter();
            results.addRow("live heap; resident memory, no open grid", memory(stackdeck));
            int baselineGrids = Math.min(BASELINE_GRIDS, options.grids() / 2);
            pages.openUpTo(baselineGrids);
            long baselineHeap = stackdeck.liveHeapBytes();
            pages.openUpTo(options.grids());
            double heapPerGrid =
                    (double) (stackdeck.liveHeapBytes() - baselineHeap) / (options.grids() - baselineGrids);
            results.addRow("live heap; resident memory, all grids open", memory(stackdeck));
            results.addRow(
                    "live heap per open grid, without the first " + baselineGrids,
                    ResultTable.format(heapPerGrid / 1000) + " kB");
            results.addRow("time from opening the sign-in page to the first rows", pages.openingTimes());
            if (options.scenario() == Scenario.CROWD) {
                results.addFigure(new BenchmarkFigure("live heap per open grid", heapPerGrid / 1000, 200, "kB"));
            }
            try (ServerChangeGenerator changes = new ServerChangeGenerator(
                    environment.simulatorClient(), environment.changeableServers(), options.changes(), metrics)) {
                Polling.sleep(WARM_UP);
                measure(environment, changes);
                changes.close();
                checkRows(pages, changes);
            }
            results.addRow(
                    "resident memory at the end; maximum",
                    ResultTable.megabytes(stackdeck.residentKb() * 1024) + "; "
                            + ResultTable.megabytes(stackdeck.maxResidentKb() * 1024));
            if (options.scenario() == Scenario.MEMORY) {
                results.addFigure(new BenchmarkFigure(
                        "resident memory, %,d servers, %d open grids".formatted(options.servers(), options.grids()),
                        stackdeck.residentKb() * 1024 / 1e6,
                        400,
                        "MB"));
            } else {
                results.addQuantile(
                        "change → frame received, %d grids, %s changes per second: p95"
                                .formatted(options.grids(), options.changes()),
                        metrics.changeLatencies,
                        0.95,
                        options.grids() < 1000 ? 400 : 500);
            }
            environment.logErrors().forEach(line -> metrics.recordError("Stackdeck's log: " + line));
        }
        return results;
    }

    private void measure(BenchmarkEnvironment environment, ServerChangeGenerator changes) {
        ProcessMeter stackdeck = environment.stackdeckMeter();
        ProcessMeter simulator = environment.simulatorMeter();
        ProcessMeter loadTest = new ProcessMeter(ProcessHandle.current().pid());
        environment.takeCloudCalls();
        long changesBefore = changes.changes();
        CpuCore core = new CpuCore(BenchmarkEnvironment.STACKDECK_CORE);
        double coreBefore = core.busySeconds();
        double stackdeckBefore = stackdeck.cpuSeconds();
        double simulatorBefore = simulator.cpuSeconds();
        double loadTestBefore = loadTest.cpuSeconds();
        long start = System.nanoTime();
        metrics.startRecording();
        Polling.sleep(Duration.ofSeconds(options.seconds()));
        metrics.stopRecording();
        double seconds = (System.nanoTime() - start) / 1e9;
        long cloudCalls = environment.takeCloudCalls().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        double pageSeconds = options.grids() * seconds;
        results.addRow(
                "changes (started late)", changes.changes() - changesBefore + " (" + changes.lateChanges() + ")");
        results.addRow("change → frame received", metrics.changeLatencies);
        results.addRow(
                "frames per page and second; maximum of one page in one second",
                ResultTable.format(metrics.frames.sum() / pageSeconds) + "; " + metrics.maxFramesPerSecond.get());
        results.addRow(
                "bytes per page and second, transferred; uncompressed",
                ResultTable.format(metrics.transferredBytes.sum() / pageSeconds) + "; "
                        + ResultTable.format(metrics.uncompressedBytes.sum() / pageSeconds));
        results.addRow("requests per page and second", ResultTable.format(metrics.requests.sum() / pageSeconds));
        results.addRow(
                "calls to the cloud", cloudCalls + " (" + ResultTable.format(cloudCalls / seconds) + " per second)");
        double stackdeckCpu = stackdeck.cpuSeconds() - stackdeckBefore;
        results.addRow(
                "CPU time of Stackdeck; of other processes on its core",
                cpuTime(stackdeckCpu, seconds) + "; "
                        + cpuTime(Math.max(0, core.busySeconds() - coreBefore - stackdeckCpu), seconds));
        results.addRow(
                "CPU time of the simulator; of the load test",
                cpuTime(simulator.cpuSeconds() - simulatorBefore, seconds) + "; "
                        + cpuTime(loadTest.cpuSeconds() - loadTestBefore, seconds));
    }

    /** Checks that all pages show all changes after the settle time. */
    private void checkRows(OpenPages pages, ServerChangeGenerator changes) {
        Polling.sleep(SETTLE_TIME);
        long outdated = pages.countOutdatedRows(changes);
        long missing = pages.countMissingRows();
        results.addRow(
                "outdated rows " + SETTLE_TIME.toSeconds() + " s after the last change; missing rows",
                outdated + "; " + missing);
        LongStream.of(outdated, missing)
                .filter(rows -> rows > 0)
                .forEach(rows -> metrics.recordError(rows + " rows are outdated or missing at the end"));
    }

    private static String memory(ProcessMeter process) {
        return ResultTable.megabytes(process.liveHeapBytes()) + "; "
                + ResultTable.megabytes(process.residentKb() * 1024);
    }

    private static String cpuTime(double used, double seconds) {
        return ResultTable.format(used) + " s (" + Math.round(100 * used / seconds) + " % of a core)";
    }
}
