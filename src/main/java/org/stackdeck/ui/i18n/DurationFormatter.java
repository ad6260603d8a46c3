package org.stackdeck.ui.i18n;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;

/**
 * Formats durations, rounded down: below a minute in seconds, otherwise in minutes and seconds. Negative durations are
 * formatted as 0 seconds.
 */
public final class DurationFormatter {

    private DurationFormatter() {}

    public static String format(Duration duration, Messages messages) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            NumberFormat format = NumberFormat.getNumberInstance(messages.locale());
            format.setMaximumFractionDigits(seconds < 10 ? 1 : 0);
            format.setRoundingMode(RoundingMode.DOWN);
            return messages.text(
                    "app.unit.seconds", format.format(BigDecimal.valueOf(Math.max(0, duration.toMillis()), 3)));
        }
        return messages.text("app.unit.minutes-seconds", seconds / 60, seconds % 60);
    }
}
