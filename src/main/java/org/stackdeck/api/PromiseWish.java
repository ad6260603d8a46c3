package org.stackdeck.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.HoursDocument;
import org.stackdeck.access.SelectorDocument;

/**
 * Request body of a grant that an invitation promises; a {@link GrantWish} without grantee.
 *
 * @param lasts duration from the registration on, as {@code P14D}; instead of {@code from} and {@code until}
 */
record PromiseWish(
        @Nullable String cloud,
        @Nullable String project,
        @Nullable List<@Nullable String> projects,
        @Nullable SelectorDocument servers,
        @Nullable String role,
        @Nullable List<@Nullable String> permissions,
        @Nullable String from,
        @Nullable String until,
        @Nullable String lasts,
        @Nullable HoursDocument hours) {

    GrantWish toGrantWish() {
        return new GrantWish(null, null, cloud, project, projects, servers, role, permissions, from, until, hours);
    }
}
