package org.stackdeck.ui.access.roles;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.stackdeck.access.Permission;
import org.stackdeck.ui.ViewLogic;

/** Permissions of a role in its dialog: the selected permissions and the permissions that they imply. */
@ViewLogic
final class PermissionDraft {

    private final Set<Permission> chosen = EnumSet.noneOf(Permission.class);

    PermissionDraft(Collection<Permission> before) {
        chosen.addAll(before);
    }

    void select(Permission permission, boolean ticked) {
        if (ticked) {
            chosen.add(permission);
        } else {
            chosen.remove(permission);
        }
    }

    /**
     * Returns the other selected permissions that imply the given permission, even if the given permission is not
     * selected.
     */
    List<Permission> impliedBy(Permission permission) {
        return chosen.stream()
                .filter(other -> other != permission && other.implies(permission))
                .toList();
    }

    boolean isSelected(Permission permission) {
        return chosen.contains(permission) || !impliedBy(permission).isEmpty();
    }

    Set<Permission> all() {
        return Permission.withImplied(chosen);
    }
}
