package org.stackdeck.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A named set of permissions that a grant gives. */
public enum Role {
    VIEWER("viewer", EnumSet.of(Permission.SERVER_READ)),
    OPERATOR(
            "operator",
            EnumSet.of(
                    Permission.SERVER_READ,
                    Permission.SERVER_START,
                    Permission.SERVER_STOP,
                    Permission.SERVER_REBOOT,
                    Permission.SERVER_DELETE));

    private final String word;
    private final Set<Permission> permissions;

    Role(String word, Set<Permission> permissions) {
        this.word = word;
        this.permissions = Set.copyOf(permissions);
    }

    public String word() {
        return word;
    }

    public boolean gives(Permission permission) {
        return permissions.stream().anyMatch(p -> p.implies(permission));
    }

    public static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(r -> r.word.equals(word)).findFirst();
    }
}
