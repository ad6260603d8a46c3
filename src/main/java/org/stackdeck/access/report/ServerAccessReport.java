package org.stackdeck.access.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.User;

/**
 * Users who have a permission on a server, now or later.
 *
 * @param owner owner of the server, with or without access; null if it has none
 * @param users ordered by name
 * @param changesAt first moment at which time alone changes the result; null if it never does
 */
public record ServerAccessReport(
        @Nullable User owner,
        List<UserServerAccess> users,
        @Nullable Instant changesAt) {

    public ServerAccessReport {
        users = List.copyOf(users);
    }
}
