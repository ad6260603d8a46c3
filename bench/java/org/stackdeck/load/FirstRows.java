package org.stackdeck.load;

import java.io.IOException;
import java.time.Duration;
import org.stackdeck.browser.Browsers;

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
        for (int servers : new int[] {FEW, options.servers()}) {
            try (Stage stage = Stage.set(options.ofServers(servers))) {
                table.row("%,d servers, the bench's pages".formatted(servers), pages(stage));
                table.row("%,d servers, Chromium".formatted(servers), chromium(stage));
            }
        }
        return table;
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
        try (Browsers browsers = new Browsers()) {
            for (int i = -WARM_UPS; i < options.grids(); i++) {
                try (ChromiumGrid grid = ChromiumGrid.signIn(browsers, stage)) {
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
