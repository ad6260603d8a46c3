package org.stackdeck.api.grants;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.json.ResourceSelectorJson;
import org.stackdeck.access.json.WeeklyHoursJson;
import org.stackdeck.api.error.ProblemException;

/**
 * Request body of a grant.
 *
 * @param user name of the user who receives the grant; null if the path determines the user
 * @param group name of the group that receives the grant; instead of {@code user}
 * @param cloud name of a connected cloud
 * @param project name or ID of a project of the cloud, or "*" for all
 * @param projects names or IDs of several projects, or only "*"; instead of {@code project}
 * @param servers servers of the projects; by default all
 * @param role name of a role
 * @param permissions codes such as {@code server:start}; instead of {@code role}
 * @param from start, as an ISO 8601 instant; by default no limit
 * @param until end, as an ISO 8601 instant; by default no limit
 * @param hours hours of the week in which the grant applies; by default all
 */
public record GrantRequest(
        @Nullable String user,
        @Nullable String group,
        @Nullable String cloud,
        @Nullable String project,
        @Nullable List<@Nullable String> projects,
        @Nullable ResourceSelectorJson servers,
        @Nullable String role,
        @Nullable List<@Nullable String> permissions,
        @Nullable String from,
        @Nullable String until,
        @Nullable WeeklyHoursJson hours) {

    /**
     * Rejects a body that names a user or group. Called by endpoints that determine the grantee themselves and would
     * ignore these fields.
     *
     * @param field field path of the grant in the body, with a trailing dot; empty if the body is the grant
     */
    public void requireNoGrantee(String field, String code) {
        if (user != null || group != null) {
            throw ProblemException.invalidField(field + (user == null ? "group" : "user"), code);
        }
    }
}
