package org.stackdeck.access;

import java.util.List;
import java.util.Set;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;

/**
 * All that a decision needs to know of a user. Immutable; ask for a new one to decide anew.
 *
 * @param grants the user's own and those of their groups, also those that do not hold now
 * @param owned the servers that belong to the user
 */
public record Subject(UserId user, boolean active, boolean administrator, List<Grant> grants, Set<ServerKey> owned) {

    public Subject {
        grants = List.copyOf(grants);
        owned = Set.copyOf(owned);
    }

    public Subject(UserId user, boolean active, boolean administrator, List<Grant> grants) {
        this(user, active, administrator, grants, Set.of());
    }
}
