package org.stackdeck.platform.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Message to be sent.
 *
 * @param owner ID of the object with which the message is deleted; null for none
 * @param content encrypted content
 * @param attempts number of earlier attempts
 */
public record DueMessage(
        UUID id,
        @Nullable UUID owner,
        String kind,
        String content,
        int attempts,
        Instant createdAt,
        Instant expiresAt) {

    @Override
    public String toString() {
        return "DueMessage[" + id + "]";
    }
}
