package org.stackdeck.ui.i18n;

import java.text.NumberFormat;
import java.util.Locale;

/** Formats the number in a badge. Numbers above 99 become {@code 99+}. */
public final class BadgeCountFormatter {

    private static final int MAX = 99;

    private BadgeCountFormatter() {}

    public static String text(int count, Locale locale) {
        NumberFormat numbers = NumberFormat.getIntegerInstance(locale);
        return count > MAX ? numbers.format(MAX) + "+" : numbers.format(count);
    }
}
