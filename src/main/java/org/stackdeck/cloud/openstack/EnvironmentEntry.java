package org.stackdeck.cloud.openstack;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The {@code OS_*} variables as an entry, as {@code openrc} files set them. */
final class EnvironmentEntry {

    /** openstacksdk's own name for it. */
    static final String NAME = "envvars";

    static final String SOURCE = "environment";

    private static final String PREFIX = "OS_";

    private EnvironmentEntry() {}

    /** Empty when {@code OS_AUTH_URL} is not set: other variables may be there for the command-line client alone. */
    static Optional<EntryFields> of(Map<String, String> environment) {
        if (environment.getOrDefault("OS_AUTH_URL", "").isBlank()) {
            return Optional.empty();
        }
        Map<String, String> keys = new HashMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX)) {
                keys.put(variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT), value);
            }
        });
        return Optional.of(new EntryFields(NAME, SOURCE, keys));
    }
}
