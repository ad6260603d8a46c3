package org.stackdeck.api.grants;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A grant as returned to administrators.
 *
 * @param user grantee, or null for a group
 * @param group grantee, or null for a user
 * @param project name of a single project, "*" for all, or null for several
 * @param projectId id of a single project, or null
 */
record GrantResponse(
        String id,
        @Nullable String user,
        @Nullable String group,
        @Nullable String project,
        @Nullable String projectId,
        @JsonUnwrapped GrantTermsResponse terms) {}
