package org.stackdeck.api;

import org.jspecify.annotations.Nullable;

/**
 * A grant to be made.
 *
 * @param cloud name of a connected cloud
 * @param project name or id of one of its projects, or "*" for all of them
 * @param role viewer or operator
 * @param from since when it holds, as an ISO 8601 instant; left out for "since ever"
 * @param until when it ends, likewise; left out for "without end"
 */
record GrantWish(
        @Nullable String cloud,
        @Nullable String project,
        @Nullable String role,
        @Nullable String from,
        @Nullable String until) {}
