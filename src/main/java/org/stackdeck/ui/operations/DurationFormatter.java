package org.stackdeck.ui.operations;

import java.text.NumberFormat;
import java.time.Duration;
import org.stackdeck.ui.i18n.Messages;

/**
 * Formats durations: below a minute in seconds, otherwise in minutes and seconds. Negative durations are formatted as 0
 * seconds.
 */
public final class DurationFormatter {

    private DurationFormatter() {}

    public static String format(Duration duration, Messages messages) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            NumberFormat format = NumberFormat.getNumberInstance(messages.locale());
            format.setMaximumFractionDigits(seconds < 10 ? 1 : 0);
            return messages.text("app.unit.seconds", format.format(Math.max(0, duration.toMillis()) / 1000.0));
        }
        return messages.text("app.unit.minutes-seconds", seconds / 60, seconds % 60);
    }
}
