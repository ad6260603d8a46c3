package org.stackdeck.access;

import java.util.Set;

/**
 * Usage of a role.
 *
 * @param grants number of grants, including those that are not active now
 * @param grantees users and groups that have the role
 */
public record RoleUse(int grants, Set<Grantee> grantees) {

    public static final RoleUse NONE = new RoleUse(0, Set.of());

    public RoleUse {
        grantees = Set.copyOf(grantees);
    }
}
