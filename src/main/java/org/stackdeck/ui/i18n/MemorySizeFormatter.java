package org.stackdeck.ui.i18n;

import java.text.NumberFormat;
import java.util.Locale;
import org.stackdeck.ui.ViewLogic;

/** Formats memory sizes in MiB: sizes below 1024 MiB in MB, and other sizes in GB with at most one decimal. */
@ViewLogic
public final class MemorySizeFormatter {

    private static final int MIB_PER_GIB = 1024;

    private MemorySizeFormatter() {}

    public static String amount(long mib, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(1);
        return mib < MIB_PER_GIB ? format.format(mib) : format.format(mib / (double) MIB_PER_GIB);
    }

    public static String unit(long mib) {
        return mib < MIB_PER_GIB ? "MB" : "GB";
    }
}
