package org.stackdeck.access.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.User;

/**
 * Report of the users who have access to a server or another resource, now or later.
 *
 * @param owner owner of the resource, with or without access; null if there is none
 * @param users ordered by name
 * @param changesAt next time at which a grant in the report or its weekly hours start or end; null if there is none
 */
public record ResourceAccessReport(
        @Nullable User owner,
        List<UserWithAccess> users,
        @Nullable Instant changesAt) {

    public ResourceAccessReport {
        users = List.copyOf(users);
    }
}
