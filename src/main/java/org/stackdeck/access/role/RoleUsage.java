package org.stackdeck.access.role;

import java.util.Set;
import org.stackdeck.access.Grantee;

/**
 * Usage of a role by grants.
 *
 * @param grants number of grants, including those that are not active now
 * @param grantees users and groups that have the role
 */
public record RoleUsage(int grants, Set<Grantee> grantees) {

    public static final RoleUsage NONE = new RoleUsage(0, Set.of());

    public RoleUsage {
        grantees = Set.copyOf(grantees);
    }
}
