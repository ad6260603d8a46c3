package org.stackdeck.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What someone asks access for. Without {@code cloud}, {@code project}, {@code servers} and {@code permissions} it is in
 * words only.
 *
 * @param cloud name of a connected cloud
 * @param project name or id of one of its projects; that of the servers when left out
 * @param servers ids; all of the project when left out
 * @param permissions one by one, as {@code server:start}
 * @param duration from the approval on, as an ISO 8601 duration such as {@code PT8H} or {@code P7D}
 */
record AccessWish(
        @Nullable String cloud,
        @Nullable String project,
        @Nullable List<@Nullable String> servers,
        @Nullable List<@Nullable String> permissions,
        @Nullable String duration,
        @Nullable String reason) {

    boolean inWords() {
        return cloud == null && project == null && servers == null && permissions == null;
    }
}
