package org.stackdeck.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.HoursDocument;
import org.stackdeck.access.SelectorDocument;

/**
 * A grant that an invitation is to promise; as a {@link GrantWish}, without the one to whom it goes.
 *
 * @param lasts how long it holds from joining, as {@code P14D}; in place of {@code from} and {@code until}
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
