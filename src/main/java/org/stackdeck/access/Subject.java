package org.stackdeck.access;

import java.util.List;
import java.util.Set;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.identity.UserId;

/**
 * User with all data that permission checks use. Immutable: changes are visible only in a subject that is loaded later.
 *
 * @param grants grants of the user and their groups, including those that are not active now
 */
public record Subject(UserId user, boolean active, boolean administrator, List<Grant> grants, Set<ActionTarget> owned) {

    public Subject {
        grants = List.copyOf(grants);
        owned = Set.copyOf(owned);
    }

    public Subject(UserId user, boolean active, boolean administrator, List<Grant> grants) {
        this(user, active, administrator, grants, Set.of());
    }
}
