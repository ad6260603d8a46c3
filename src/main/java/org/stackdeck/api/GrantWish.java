package org.stackdeck.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.HoursDocument;
import org.stackdeck.access.SelectorDocument;

/**
 * A grant to be made.
 *
 * @param user name of the user to whom; not where the address names them
 * @param group name of the group to whom, in place of a user
 * @param cloud name of a connected cloud
 * @param project name or id of one of its projects, or "*" for all of them; or else {@code projects}
 * @param projects names or ids, or "*" alone
 * @param servers which servers of the projects; all when left out
 * @param role name of a role; or else {@code permissions}
 * @param permissions one by one, as {@code server:start}
 * @param from since when it holds, as an ISO 8601 instant; left out for "since ever"
 * @param until when it ends, likewise; left out for "without end"
 * @param hours of the week; left out for all
 */
record GrantWish(
        @Nullable String user,
        @Nullable String group,
        @Nullable String cloud,
        @Nullable String project,
        @Nullable List<@Nullable String> projects,
        @Nullable SelectorDocument servers,
        @Nullable String role,
        @Nullable List<@Nullable String> permissions,
        @Nullable String from,
        @Nullable String until,
        @Nullable HoursDocument hours) {}
