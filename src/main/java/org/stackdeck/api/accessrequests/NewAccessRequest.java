package org.stackdeck.api.accessrequests;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request body of an access request. A body without {@code cloud}, {@code project}, {@code servers}, {@code kind},
 * {@code resources} and {@code permissions} is a free-text request.
 *
 * @param cloud name of a connected cloud
 * @param project name or ID of a project of the cloud; by default the project of the servers, not used for other
 *     resources
 * @param servers IDs of the servers; by default all servers of the project
 * @param kind code of the kind of the resources, such as {@code volumes}; null for servers
 * @param resources IDs of resources of the kind; required with {@code kind}
 * @param permissions codes such as {@code server:start}
 * @param duration duration of the access from the approval, in ISO 8601 such as {@code PT8H} or {@code P7D}
 */
record NewAccessRequest(
        @Nullable String cloud,
        @Nullable String project,
        @Nullable List<@Nullable String> servers,
        @Nullable String kind,
        @Nullable List<@Nullable String> resources,
        @Nullable List<@Nullable String> permissions,
        @Nullable String duration,
        @Nullable String reason) {

    boolean hasNoTarget() {
        return cloud == null
                && project == null
                && servers == null
                && kind == null
                && resources == null
                && permissions == null;
    }
}
