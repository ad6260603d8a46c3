package org.stackdeck.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Nova's two ways to write a time. */
final class Stamps {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private Stamps() {}

    /** As in {@code updated}. */
    static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** As in {@code OS-SRV-USG:launched_at} and instance actions: the database keeps no fractions. */
    static @Nullable String micros(@Nullable Instant instant) {
        return instant == null ? null : MICROS.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
