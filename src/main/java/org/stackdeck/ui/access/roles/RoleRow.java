package org.stackdeck.ui.access.roles;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.access.NamedGrantee;

/**
 * A role with its grantees.
 *
 * @param grants number of grants that use the role
 * @param grantees sorted by name
 */
@ViewLogic
record RoleRow(Role role, int grants, List<NamedGrantee> grantees) {

    RoleRow {
        grantees = List.copyOf(grantees);
    }

    String code() {
        return role.name();
    }

    boolean isCustom() {
        return !role.isBuiltIn();
    }

    boolean isUsed() {
        return grants > 0;
    }

    /** Returns the permissions that grantees would gain if the role had the given permissions. */
    Set<Permission> gained(Collection<Permission> permissions) {
        return difference(permissions, role.permissions());
    }

    /** Returns the permissions that grantees would lose if the role had the given permissions. */
    Set<Permission> lost(Collection<Permission> permissions) {
        return difference(role.permissions(), permissions);
    }

    private static Set<Permission> difference(Collection<Permission> these, Collection<Permission> those) {
        Set<Permission> left = EnumSet.noneOf(Permission.class);
        left.addAll(these);
        left.removeAll(those);
        return left;
    }
}
