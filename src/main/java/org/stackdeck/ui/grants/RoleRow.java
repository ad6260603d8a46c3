package org.stackdeck.ui.grants;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.ui.ViewModel;

/**
 * A role, and to whom it is given.
 *
 * @param grants how many give it
 * @param parties by name
 */
@ViewModel
record RoleRow(Role role, int grants, List<Party> parties) {

    RoleRow {
        parties = List.copyOf(parties);
    }

    String word() {
        return role.word();
    }

    boolean own() {
        return !role.builtIn();
    }

    boolean used() {
        return grants > 0;
    }

    /** What whoever has it could do besides, if it had these permissions. */
    Set<Permission> gained(Collection<Permission> permissions) {
        return difference(permissions, role.permissions());
    }

    /** What whoever has it could not do any more, if it had these permissions. */
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
