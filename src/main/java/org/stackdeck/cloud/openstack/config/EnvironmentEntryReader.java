package org.stackdeck.cloud.openstack.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code OS_*} variables, as set by {@code openrc} files, as an entry. */
final class EnvironmentEntryReader {

    /** openstacksdk's name for this entry. */
    static final String NAME = "envvars";

    static final String SOURCE = "environment";

    private static final String PREFIX = "OS_";

    private EnvironmentEntryReader() {}

    /**
     * Returns the fields of the entry. Returns empty if {@code OS_AUTH_URL} is not set, because other variables may be
     * set only for the command-line client.
     */
    static Optional<CloudEntryFields> of(Map<String, String> environment) {
        if (environment.getOrDefault("OS_AUTH_URL", "").isBlank()) {
            return Optional.empty();
        }
        Map<String, String> keys = new HashMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX)) {
                keys.put(variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT), value);
            }
        });
        return Optional.of(new CloudEntryFields(NAME, SOURCE, keys));
    }
}
