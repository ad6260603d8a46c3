package org.stackdeck.simulator.support;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Formats times in the two formats of OpenStack. */
public final class Timestamps {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** Formats a time without a fraction and with the suffix {@code Z}, like {@code updated} of a server. */
    public static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * Formats a time with six fractional digits and without a time zone, like {@code OS-SRV-USG:launched_at} and the
     * times of instance actions. The fraction is always zero, because Nova's database stores none. Returns null for
     * null.
     */
    static @Nullable public String micros(@Nullable Instant instant) {
        return instant == null ? null : MICROS.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
