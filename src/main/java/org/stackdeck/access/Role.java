package org.stackdeck.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    /** With all that they imply. */
    private final Set<Permission> permissions;

    Role(String word, Set<Permission> permissions) {
        this.word = word;
        this.permissions = Arrays.stream(Permission.values())
                .filter(p -> permissions.stream().anyMatch(given -> given.implies(p)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    }

    public String word() {
        return word;
    }

    public boolean gives(Permission permission) {
        return permissions.contains(permission);
    }

    public static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(r -> r.word.equals(word)).findFirst();
    }
}
