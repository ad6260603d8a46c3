package org.stackdeck.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Grant;

/**
 * A grant, as told to administrators.
 *
 * @param project name of the project, or its id where the cloud does not tell the name now, or "*" for all
 * @param projectId null for all
 */
record GrantBody(
        String id,
        String cloud,
        String project,
        @Nullable String projectId,
        String role,
        @Nullable Instant from,
        @Nullable Instant until) {

    static GrantBody of(Grant grant, String project) {
        return new GrantBody(
                grant.id().toString(),
                grant.cloud().value(),
                project,
                grant.project() == null ? null : grant.project().value(),
                grant.role().word(),
                grant.from(),
                grant.until());
    }
}
