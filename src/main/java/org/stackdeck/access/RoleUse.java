package org.stackdeck.access;

import java.util.Set;

/**
 * How a role is given.
 *
 * @param grants how many, also those that do not hold now
 * @param grantees to whom
 */
public record RoleUse(int grants, Set<Grantee> grantees) {

    public static final RoleUse NONE = new RoleUse(0, Set.of());

    public RoleUse {
        grantees = Set.copyOf(grantees);
    }
}
