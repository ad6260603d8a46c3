package org.stackdeck.ui.i18n;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.stackdeck.ui.ViewLogic;

/** Formats sizes in bytes in the largest unit that fits, up to TB, with at most one decimal. A KB has 1024 bytes. */
@ViewLogic
public final class ByteSizeFormatter {

    private static final int STEP = 1024;
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");

    private ByteSizeFormatter() {}

    public static String format(long bytes, Locale locale) {
        double amount = bytes;
        int unit = 0;
        while (amount >= STEP && unit < UNITS.size() - 1) {
            amount /= STEP;
            unit++;
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(amount) + " " + UNITS.get(unit);
    }
}
