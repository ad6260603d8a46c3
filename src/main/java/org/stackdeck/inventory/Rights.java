package org.stackdeck.inventory;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Grant;
import org.stackdeck.access.Role;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;

/**
 * What makes two viewers see the same: their rights of this moment, whoever they are. Only for telling whether something
 * must be decided anew; deciding is for {@code access} alone.
 */
record Rights(boolean active, boolean administrator, Set<Right> grants) {

    record Right(CloudName cloud, @Nullable ProjectId project, Role role) {}

    static Rights of(Subject subject, Instant now) {
        return new Rights(
                subject.active(),
                subject.administrator(),
                subject.grants().stream()
                        .filter(grant -> valid(grant, now))
                        .map(grant -> new Right(grant.cloud(), grant.project(), grant.role()))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    boolean concern(CloudName cloud) {
        return active
                && (administrator
                        || grants.stream().anyMatch(right -> right.cloud().equals(cloud)));
    }

    private static boolean valid(Grant grant, Instant now) {
        return (grant.from() == null || !now.isBefore(grant.from()))
                && (grant.until() == null || now.isBefore(grant.until()));
    }
}
