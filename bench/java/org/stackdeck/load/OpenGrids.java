package org.stackdeck.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.stackdeck.product.BenchmarkFigure;

/** Pages that are open while servers change: what reaches them and when, and what that takes. */
final class OpenGrids {

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    /** The slowest pace of the console and what it may be behind. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    /** The first grids bring with them what all share. */
    private static final int FIRST = 20;

    private final Options options;
    private final Tally tally;
    private final Table table;

    OpenGrids(Options options, Tally tally) {
        this.options = options;
        this.tally = tally;
        this.table = new Table(
                "bench/load " + options.scenario().word(),
                "%d grids, %,d servers, %s changes a second, %d s"
                        .formatted(options.grids(), options.servers(), options.changes(), options.seconds()));
    }

    Table measure() throws IOException, InterruptedException {
        try (Stage stage = Stage.set(options);
                Crowd crowd = new Crowd(stage, tally)) {
            ProcessMeter console = stage.console();
            table.row("live heap; resident, no grid open", memory(console));
            int first = Math.min(FIRST, options.grids() / 2);
            crowd.grow(first);
            long heap = console.liveHeapBytes();
            crowd.grow(options.grids());
            double perGrid = (double) (console.liveHeapBytes() - heap) / (options.grids() - first);
            table.row("live heap; resident, all open", memory(console));
            table.row("live heap per open grid, beyond the first " + first, Table.number(perGrid / 1000) + " kB");
            table.row("from opening the sign-in page to the first rows", crowd.firstRows());
            if (options.scenario() == Scenario.CROWD) {
                table.figure(new BenchmarkFigure("live heap per open grid", perGrid / 1000, 200, "kB"));
            }
            try (Changes changes = new Changes(stage.control(), stage.samples(), options.changes(), tally)) {
                Until.pause(WARM_UP);
                measure(stage, changes);
                changes.close();
                settle(crowd, changes);
            }
            table.row(
                    "resident at the end; at most",
                    megabytes(console.residentKb() * 1024) + "; " + megabytes(console.mostResidentKb() * 1024));
            if (options.scenario() == Scenario.MEMORY) {
                table.figure(new BenchmarkFigure(
                        "resident memory, %,d servers, %d viewers".formatted(options.servers(), options.grids()),
                        console.residentKb() * 1024 / 1e6,
                        400,
                        "MB"));
            } else {
                table.figure(
                        "change → frame received, %d grids, %s changes a second: p95"
                                .formatted(options.grids(), options.changes()),
                        tally.changes,
                        0.95,
                        1000);
            }
            stage.consoleErrors().forEach(line -> tally.error("console's log: " + line));
        }
        return table;
    }

    private void measure(Stage stage, Changes changes) {
        ProcessMeter console = stage.console();
        ProcessMeter simulator = stage.simulator();
        ProcessMeter driver = new ProcessMeter(ProcessHandle.current().pid());
        stage.cloudCalls();
        long made = changes.made();
        Core core = new Core(Stage.CONSOLE_CORE);
        double busy = core.busySeconds();
        double consoleCpu = console.cpuSeconds();
        double simulatorCpu = simulator.cpuSeconds();
        double driverCpu = driver.cpuSeconds();
        long start = System.nanoTime();
        tally.measure(true);
        Until.pause(Duration.ofSeconds(options.seconds()));
        tally.measure(false);
        double seconds = (System.nanoTime() - start) / 1e9;
        long calls = stage.cloudCalls();
        double perPage = options.grids() * seconds;
        table.row("changes made (begun late)", changes.made() - made + " (" + changes.late() + ")");
        table.row("change → frame received", tally.changes);
        table.row(
                "frames per page and second; most in one second",
                Table.number(tally.frames.sum() / perPage) + "; " + tally.mostInASecond.get());
        table.row(
                "bytes per page and second, compressed; plain",
                Table.number(tally.wireBytes.sum() / perPage) + "; " + Table.number(tally.plainBytes.sum() / perPage));
        table.row("requests per page and second", Table.number(tally.asked.sum() / perPage));
        table.row("calls to the cloud", calls + " (" + Table.number(calls / seconds) + " a second)");
        double used = console.cpuSeconds() - consoleCpu;
        table.row(
                "console's CPU; others' on its core",
                cpu(used, seconds) + "; " + cpu(Math.max(0, core.busySeconds() - busy - used), seconds));
        table.row(
                "simulator's CPU; the bench's",
                cpu(simulator.cpuSeconds() - simulatorCpu, seconds) + "; "
                        + cpu(driver.cpuSeconds() - driverCpu, seconds));
    }

    /** Every page must come to show the truth. */
    private void settle(Crowd crowd, Changes changes) {
        Until.pause(SETTLING);
        long untrue = crowd.untrueRows(changes);
        long missing = crowd.missingRows();
        table.row(
                "rows untrue " + SETTLING.toSeconds() + " s after the last change; not there", untrue + "; " + missing);
        List.of(untrue, missing).stream()
                .filter(rows -> rows > 0)
                .forEach(rows -> tally.error(rows + " rows are not as they should be at the end"));
    }

    private static String memory(ProcessMeter console) {
        return megabytes(console.liveHeapBytes()) + "; " + megabytes(console.residentKb() * 1024);
    }

    private static String cpu(double used, double seconds) {
        return Table.number(used) + " s (" + Math.round(100 * used / seconds) + " % of a core)";
    }

    private static String megabytes(long bytes) {
        return Table.number(bytes / 1e6) + " MB";
    }
}
