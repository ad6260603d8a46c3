package org.stackdeck.load;

import java.io.IOException;
import java.time.Duration;
import org.stackdeck.product.BenchmarkFigure;

/** What the cloud is asked with one grid open, and with many. */
final class CloudCalls {

    /** Until what the opening itself asked for is over. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private final Options options;
    private final Tally tally;

    CloudCalls(Options options, Tally tally) {
        this.options = options;
        this.tally = tally;
    }

    Table measure() throws IOException, InterruptedException {
        Table table = new Table(
                "bench/load calls",
                "%,d servers, %s changes a second, %d s each"
                        .formatted(options.servers(), options.changes(), options.seconds()));
        try (Stage stage = Stage.set(options);
                Crowd crowd = new Crowd(stage, tally);
                Changes _ = new Changes(stage.control(), stage.samples(), options.changes(), tally)) {
            long one = count(stage, crowd, 1);
            table.row("calls with 1 grid open", one);
            long many = count(stage, crowd, options.grids());
            table.row("calls with " + options.grids(), many);
            double difference = 100.0 * (many - one) / one;
            table.row("difference", Table.number(difference) + " %");
            table.figure(new BenchmarkFigure(
                    "calls to the cloud with %d grids, away from those with 1".formatted(options.grids()),
                    Math.abs(difference),
                    5,
                    "%"));
        }
        return table;
    }

    private long count(Stage stage, Crowd crowd, int grids) throws InterruptedException {
        crowd.grow(grids);
        Until.pause(SETTLING);
        stage.cloudCalls();
        Until.pause(Duration.ofSeconds(options.seconds()));
        return stage.cloudCalls();
    }
}
