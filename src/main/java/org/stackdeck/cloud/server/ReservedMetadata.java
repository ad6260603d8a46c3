package org.stackdeck.cloud.server;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Metadata keys that are reserved for Stackdeck. User requests that contain such a key are rejected, and the values of
 * these keys are not displayed.
 */
public final class ReservedMetadata {

    public static final String PREFIX = "stackdeck-";

    private ReservedMetadata() {}

    /**
     * Returns whether the key is reserved. Ignores case and surrounding spaces, because a cloud's database may ignore
     * them too.
     */
    public static boolean contains(String key) {
        return key.strip().toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    public static Map<String, String> removeFrom(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .filter(entry -> !contains(entry.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
