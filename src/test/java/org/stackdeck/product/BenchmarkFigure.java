package org.stackdeck.product;

import java.util.List;
import java.util.Locale;

/** Measured value of a benchmark, with its limit. {@code bench/all} collects the printed lines. */
public record BenchmarkFigure(String name, double value, double limit, String unit) {

    public static BenchmarkFigure millis(String name, long value, long limit) {
        return new BenchmarkFigure(name, (double) value, (double) limit, "ms");
    }

    /** Creates a figure for the ratio of two durations. */
    public static BenchmarkFigure times(String name, double value, double limit) {
        return new BenchmarkFigure(name, value, limit, "times");
    }

    public boolean isWithinLimit() {
        return value <= limit;
    }

    public void print() {
        System.out.println(this);
    }

    /**
     * Returns the quantile of the values.
     *
     * @param share proportion of the values that are at most the quantile, from 0 to 1
     */
    public static long quantile(double share, List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }

    @Override
    public String toString() {
        return "FIGURE | %s | %s %s | at most %s | %s |"
                .formatted(name, number(value), unit, number(limit), isWithinLimit() ? "within limit" : "EXCEEDED");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) || value >= 100 ? "%.0f" : "%.2f", value);
    }
}
