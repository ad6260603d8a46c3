package org.stackdeck.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored grant that is about the servers of one project, which was asked for; without its other projects, so that very
 * many can be read at once.
 *
 * @param allProjects of the cloud, and not only the one
 */
record GrantAbout(
        UUID id,
        StoredGrant.SubjectType subjectType,
        UUID subjectId,
        String servers,
        @Nullable String role,
        @Nullable String permissions,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        @Nullable String hours,
        boolean allProjects) {}
