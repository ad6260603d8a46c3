package org.stackdeck.cloud.connection;

import java.util.List;
import java.util.Map;

/**
 * An entry in a text that a user has pasted or uploaded.
 *
 * @param name empty if the text contains no name
 * @param values booleans as {@code true} or {@code false}
 * @param ignoredKeys keys that Stackdeck does not use for connections, or whose values it cannot use; at most 20
 */
public record PastedSettings(String name, Map<CloudSetting, String> values, List<String> ignoredKeys) {

    /** The source in remarks about pasted entries. */
    public static final String SOURCE = "text";

    /** Maximum length of the text, in characters. */
    public static final int MAX_LENGTH = 64_000;

    public PastedSettings {
        values = Map.copyOf(values);
        ignoredKeys = List.copyOf(ignoredKeys);
    }

    @Override
    public String toString() {
        return "PastedSettings[" + name + "]";
    }
}
