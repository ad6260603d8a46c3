package org.stackdeck.ui.operations;

import java.text.NumberFormat;
import java.time.Duration;
import org.stackdeck.ui.component.Words;

/** Formats durations in their largest units. */
public final class Durations {

    private Durations() {}

    public static String say(Duration duration, Words words) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            NumberFormat format = NumberFormat.getNumberInstance(words.locale());
            format.setMaximumFractionDigits(seconds < 10 ? 1 : 0);
            return words.say("app.unit.seconds", format.format(Math.max(0, duration.toMillis()) / 1000.0));
        }
        return words.say("app.unit.minutes-seconds", seconds / 60, seconds % 60);
    }
}
