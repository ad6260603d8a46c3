package org.stackdeck.operations.upload;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.CloudRequestLimitExceededException;
import org.stackdeck.operations.CloudRequestLimitExceededException.Limit;

final class ActiveUploadLimiter {

    private static final int MAX_PER_USER = 2;
    private static final int MAX = 20;
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final Map<UserId, Integer> active = new HashMap<>();

    /** @throws CloudRequestLimitExceededException if the user, or all users together, have too many active uploads */
    synchronized void begin(UserId user) {
        int own = active.getOrDefault(user, 0);
        if (own >= MAX_PER_USER
                || active.values().stream().mapToInt(Integer::intValue).sum() >= MAX) {
            throw new CloudRequestLimitExceededException(Limit.UPLOADS, RETRY_AFTER);
        }
        active.put(user, own + 1);
    }

    synchronized void end(UserId user) {
        active.computeIfPresent(user, (_, number) -> number == 1 ? null : number - 1);
    }
}
