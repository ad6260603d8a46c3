package org.stackdeck.connections;

import java.time.Instant;
import org.stackdeck.cloud.connection.CloudSettings;

/**
 * A stored connection.
 *
 * @param settings without secrets
 * @param version increases with each change
 * @param notified whether a URL for notifications is stored
 * @param readable whether the secrets can be decrypted
 * @param changedBy name of the user who made the last change
 */
public record CloudConnection(
        CloudSettings settings, int version, boolean notified, boolean readable, Instant changedAt, String changedBy) {

    public String name() {
        return settings.name();
    }
}
