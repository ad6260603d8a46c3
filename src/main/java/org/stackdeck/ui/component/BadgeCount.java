package org.stackdeck.ui.component;

import java.text.NumberFormat;
import java.util.Locale;

/** Formats the count of a badge with at most three characters. */
public final class BadgeCount {

    private static final int MAX = 99;

    private BadgeCount() {}

    public static String text(int count, Locale locale) {
        NumberFormat numbers = NumberFormat.getIntegerInstance(locale);
        return count > MAX ? numbers.format(MAX) + "+" : numbers.format(count);
    }
}
