package org.stackdeck.api.accessrequests;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request body of an access request. A body without {@code cloud}, {@code project}, {@code servers} and {@code
 * permissions} is a free-text request.
 *
 * @param cloud name of a connected cloud
 * @param project name or ID of a project of the cloud; by default the project of the servers
 * @param servers IDs of the servers; by default all servers of the project
 * @param permissions codes such as {@code server:start}
 * @param duration duration of the access from the approval, in ISO 8601 such as {@code PT8H} or {@code P7D}
 */
record NewAccessRequest(
        @Nullable String cloud,
        @Nullable String project,
        @Nullable List<@Nullable String> servers,
        @Nullable List<@Nullable String> permissions,
        @Nullable String duration,
        @Nullable String reason) {

    boolean hasNoTarget() {
        return cloud == null && project == null && servers == null && permissions == null;
    }
}
