package org.stackdeck.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Parses timestamps of requests (ISO 8601, in UTC or with an offset), in the range that all supported databases can
 * store.
 */
public final class TimestampParser {

    private static final int MIN_YEAR = 1970;
    private static final int MAX_YEAR = 9999;

    private TimestampParser() {}

    /** @throws DateTimeException if the text is not a timestamp in the years 1970 to 9999 */
    public static Instant parse(String text) {
        Instant parsed = Instant.parse(text);
        int year = parsed.atOffset(ZoneOffset.UTC).getYear();
        if (year < MIN_YEAR || year > MAX_YEAR) {
            throw new DateTimeException("year out of range");
        }
        return parsed;
    }
}
