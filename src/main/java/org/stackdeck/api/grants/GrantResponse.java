package org.stackdeck.api.grants;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * Grant as returned to administrators.
 *
 * @param user name of the user who has the grant; null for a group
 * @param group name of the group that has the grant; null for a user
 * @param project name of a single project, or its ID if the name is unknown; "*" for all; null for several
 * @param projectId ID of a single project; null for several or all
 */
record GrantResponse(
        String id,
        @Nullable String user,
        @Nullable String group,
        @Nullable String project,
        @Nullable String projectId,
        @JsonUnwrapped GrantTermsResponse terms) {}
