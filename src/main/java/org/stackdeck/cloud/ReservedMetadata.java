package org.stackdeck.cloud;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Metadata keys that only Stackdeck sets. Every request of a user that names such a key is refused, and no user sees their
 * values.
 */
public final class ReservedMetadata {

    /** Keys that begin with it are reserved. */
    public static final String PREFIX = "stackdeck-";

    private ReservedMetadata() {}

    /** Ignores case and surrounding spaces, which a cloud's database may ignore too. */
    public static boolean contains(String key) {
        return key.strip().toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    /** The entries whose keys are not reserved. */
    public static Map<String, String> removeFrom(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .filter(entry -> !contains(entry.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
