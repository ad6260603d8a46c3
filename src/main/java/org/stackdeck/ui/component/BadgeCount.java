package org.stackdeck.ui.component;

import java.text.NumberFormat;
import java.util.Locale;

/** Formats the count in a badge: at most three characters wide, however many there are. */
public final class BadgeCount {

    private static final int MAX = 99;

    private BadgeCount() {}

    public static String text(int count, Locale locale) {
        NumberFormat numbers = NumberFormat.getIntegerInstance(locale);
        return count > MAX ? numbers.format(MAX) + "+" : numbers.format(count);
    }
}
