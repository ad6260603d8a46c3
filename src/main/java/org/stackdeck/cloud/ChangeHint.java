package org.stackdeck.cloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification that a server of a cloud has changed. Hints can be lost, duplicated, late or out of order; the
 * server's current state must be read from Nova.
 *
 * @param project null if the notification names no project
 * @param sent time at which the notification was sent, by the cloud's clock
 */
public record ChangeHint(
        CloudName cloud, ServerId server, @Nullable ProjectId project, Instant sent) {

    public ServerKey key() {
        return new ServerKey(cloud, server);
    }
}
