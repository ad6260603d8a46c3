package org.stackdeck.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stackdeck.product.BenchmarkFigure;

/** Figures as Markdown. */
final class Table {

    private final StringBuilder text = new StringBuilder();
    private final List<BenchmarkFigure> benchmarkFigures = new ArrayList<>();

    Table(String... head) {
        row((Object[]) head);
        text.append("|---".repeat(head.length)).append("|\n");
    }

    Table row(Object... cells) {
        for (Object cell : cells) {
            text.append("| ").append(cell).append(' ');
        }
        text.append("|\n");
        return this;
    }

    /** One that has a bar. */
    Table figure(BenchmarkFigure benchmarkFigure) {
        benchmarkFigures.add(benchmarkFigure);
        return this;
    }

    /** The value that so many of all do not exceed; nothing when there are none. */
    Table figure(String what, Latencies times, double share, long bar) {
        times.millis(share).ifPresent(millis -> figure(BenchmarkFigure.millis(what, millis, bar)));
        return this;
    }

    List<BenchmarkFigure> figures() {
        return List.copyOf(benchmarkFigures);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
