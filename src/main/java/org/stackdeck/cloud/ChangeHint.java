package org.stackdeck.cloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cloud said that something happened to one of its servers. Hints may be lost, doubled, late or in any order; what is
 * true is only what Nova answers when asked.
 *
 * @param project null when it was not said
 * @param sent by the cloud's clock
 */
public record ChangeHint(
        CloudName cloud, ServerId server, @Nullable ProjectId project, Instant sent) {

    public ServerKey key() {
        return new ServerKey(cloud, server);
    }
}
