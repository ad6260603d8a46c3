package org.stackdeck.connections;

import java.time.Instant;
import org.stackdeck.cloud.connection.CloudSettings;
import org.stackdeck.cloud.connection.PersistedSettings.ReadablePart;

/**
 * A stored connection.
 *
 * @param settings without secrets; contains only the name if the stored settings cannot be read
 * @param version increases with each change
 * @param notified whether a URL for notifications is stored; false if the secrets cannot be read
 * @param changedBy name of the user who made the last change
 */
public record CloudConnection(
        CloudSettings settings,
        int version,
        boolean notified,
        ReadablePart readable,
        Instant changedAt,
        String changedBy) {

    public String name() {
        return settings.name();
    }
}
