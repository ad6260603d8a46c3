package org.stackdeck.loadtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stackdeck.product.BenchmarkFigure;

/** Results as a Markdown table, and separately the values that have a limit. */
final class ResultTable {

    private final StringBuilder text = new StringBuilder();
    private final List<BenchmarkFigure> figures = new ArrayList<>();

    ResultTable(String... header) {
        addRow((Object[]) header);
        text.append("|---".repeat(header.length)).append("|\n");
    }

    void addRow(Object... cells) {
        for (Object cell : cells) {
            text.append("| ").append(cell).append(' ');
        }
        text.append("|\n");
    }

    void addFigure(BenchmarkFigure figure) {
        figures.add(figure);
    }

    /** Adds a quantile of the latencies; adds nothing if there are none. */
    void addQuantile(String name, LatencyHistogram latencies, double quantile, long limitMillis) {
        latencies
                .quantileMillis(quantile)
                .ifPresent(millis -> addFigure(BenchmarkFigure.millis(name, millis, limitMillis)));
    }

    List<BenchmarkFigure> figures() {
        return List.copyOf(figures);
    }

    static String megabytes(long bytes) {
        return format(bytes / 1e6) + " MB";
    }

    static String format(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
