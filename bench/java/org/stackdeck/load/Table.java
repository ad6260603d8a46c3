package org.stackdeck.load;

import java.util.Locale;

/** Figures as Markdown. */
final class Table {

    private final StringBuilder text = new StringBuilder();

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

    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
