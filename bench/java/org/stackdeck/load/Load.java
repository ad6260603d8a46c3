package org.stackdeck.load;

import java.io.IOException;
import java.util.List;
import org.stackdeck.product.BenchmarkFigure;

/** {@code bench/load}: ends with 0 when no session was lost and nothing went wrong, else with 1. */
public final class Load {

    private Load() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> given = List.of(arguments);
        if (given.equals(List.of("-h")) || given.equals(List.of("--help"))) {
            System.out.println(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(given);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        Tally tally = new Tally();
        Table table = measure(options, tally);
        table.row("sessions lost", tally.lost());
        table.row(
                "errors",
                tally.errors().values().stream().mapToLong(Long::longValue).sum());
        System.out.println(table);
        table.figures().forEach(BenchmarkFigure::print);
        if (options.scenario() != Scenario.CHECK) {
            new BenchmarkFigure("sessions lost", (double) tally.lost(), 0, "of all").print();
        }
        tally.errors().forEach((what, times) -> System.out.println(times + " × " + what));
        System.exit(tally.errors().isEmpty() ? 0 : 1);
    }

    private static Table measure(Options options, Tally tally) throws IOException, InterruptedException {
        return switch (options.scenario()) {
            case RUSH, CROWD, MEMORY -> new OpenGrids(options, tally).measure();
            case CALLS -> new CloudCalls(options, tally).measure();
            case FIRST -> new FirstRows(options, tally).measure();
            case CHECK -> new BesideChromium(options, tally).measure();
        };
    }
}
