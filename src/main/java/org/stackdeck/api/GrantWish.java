package org.stackdeck.api;

import org.jspecify.annotations.Nullable;

/**
 * A grant to be made.
 *
 * @param cloud name of a connected cloud
 * @param project name or id of one of its projects, or "*" for all of them
 * @param role viewer or operator
 */
record GrantWish(
        @Nullable String cloud,
        @Nullable String project,
        @Nullable String role) {}
