package org.stackdeck.simulator.support;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Formats times in the two formats of Nova. */
public final class Timestamps {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** Format of {@code updated}. */
    public static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Format of {@code OS-SRV-USG:launched_at} and of instance actions; the database stores no fractions. */
    static @Nullable public String micros(@Nullable Instant instant) {
        return instant == null ? null : MICROS.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
