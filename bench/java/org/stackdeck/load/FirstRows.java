package org.stackdeck.load;

import java.io.IOException;
import java.time.Duration;
import org.stackdeck.browser.TestBrowsers;
import org.stackdeck.product.BenchmarkFigure;

/** From signing in to the first rows, with a few servers and with many: in pages of the bench and in Chromium. */
final class FirstRows {

    private static final int FEW = 100;
    private static final int WARM_UPS = 5;

    private final Options options;
    private final Tally tally;

    FirstRows(Options options, Tally tally) {
        this.options = options;
        this.tally = tally;
    }

    /** Medians tell the ratio, since each of them is that of people who come alone. */
    Table measure() throws IOException, InterruptedException {
        Table table = new Table("bench/load first", "%d sign-ins each".formatted(options.grids()));
        Measured few = at(FEW, table);
        Measured many = at(options.servers(), table);
        ratio("the bench's pages", few.pages(), many.pages(), table);
        ratio("Chromium", few.chromium(), many.chromium(), table);
        return table;
    }

    private record Measured(Latencies pages, Latencies chromium) {}

    private Measured at(int servers, Table table) throws IOException, InterruptedException {
        try (Stage stage = Stage.set(options.ofServers(servers))) {
            Measured measured = new Measured(pages(stage), chromium(stage));
            table.row("%,d servers, the bench's pages".formatted(servers), measured.pages());
            table.row("%,d servers, Chromium".formatted(servers), measured.chromium());
            return measured;
        }
    }

    private void ratio(String what, Latencies few, Latencies many, Table table) {
        few.millis(0.5)
                .ifPresent(less -> many.millis(0.5)
                        .ifPresent(more -> table.figure(BenchmarkFigure.times(
                                "first rows of %,d servers over those of %d, %s, medians"
                                        .formatted(options.servers(), FEW, what),
                                (double) more / (double) less,
                                1.2))));
    }

    private Latencies pages(Stage stage) throws IOException, InterruptedException {
        Latencies times = new Latencies();
        for (int i = -WARM_UPS; i < options.grids(); i++) {
            try (Crowd crowd = new Crowd(stage, tally)) {
                long start = System.nanoTime();
                crowd.enter(stage.user(0));
                add(times, start, i);
            }
        }
        return times;
    }

    private Latencies chromium(Stage stage) {
        Latencies times = new Latencies();
        try (TestBrowsers testBrowsers = new TestBrowsers()) {
            for (int i = -WARM_UPS; i < options.grids(); i++) {
                try (ChromiumGrid grid = ChromiumGrid.signIn(testBrowsers, stage)) {
                    long start = System.nanoTime();
                    grid.submit();
                    add(times, start, i);
                }
            }
        }
        return times;
    }

    private static void add(Latencies times, long start, int round) {
        if (round >= 0) {
            times.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }
}
