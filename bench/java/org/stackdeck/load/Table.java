package org.stackdeck.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stackdeck.product.Figure;

/** Figures as Markdown. */
final class Table {

    private final StringBuilder text = new StringBuilder();
    private final List<Figure> figures = new ArrayList<>();

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
    Table figure(Figure figure) {
        figures.add(figure);
        return this;
    }

    /** The value that so many of all do not exceed; nothing when there are none. */
    Table figure(String what, Latencies times, double share, long bar) {
        times.millis(share).ifPresent(millis -> figure(Figure.millis(what, millis, bar)));
        return this;
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
