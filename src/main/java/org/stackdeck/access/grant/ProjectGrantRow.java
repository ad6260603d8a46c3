package org.stackdeck.access.grant;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Projection of a grant that applies to the requested project. Omits the other projects, so that many grants can be
 * loaded with one query.
 *
 * @param allProjects whether the grant applies to all projects of the cloud
 */
public record ProjectGrantRow(
        UUID id,
        GrantEntity.GranteeType granteeType,
        UUID granteeId,
        String servers,
        @Nullable String role,
        @Nullable String permissions,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        @Nullable String hours,
        boolean allProjects) {}
