package org.stackdeck.access;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A set of permissions that a grant gives.
 *
 * @param word its name: a lower-case letter, then letters, digits and hyphens, at most 64 characters; empty for
 *     permissions that were given one by one
 * @param permissions with all that they imply
 */
public record Role(String word, Set<Permission> permissions) {

    public static final int MAX_LENGTH = 64;

    private static final Pattern WORD = Pattern.compile("([a-z][a-z0-9-]{0,63})?");

    /** Sees. */
    public static final Role VIEWER = new Role("viewer", EnumSet.of(Permission.SERVER_READ));

    /** Runs servers that others made. Deleting has been part of it since the first grants, and stays. */
    public static final Role OPERATOR = new Role(
            "operator",
            EnumSet.of(
                    Permission.SERVER_START,
                    Permission.SERVER_STOP,
                    Permission.SERVER_REBOOT,
                    Permission.SERVER_PAUSE,
                    Permission.SERVER_LOG,
                    Permission.SERVER_CONSOLE,
                    Permission.SERVER_DELETE));

    /** Makes and changes servers as well, puts them away and locks them. */
    public static final Role MANAGER = new Role(
            "manager", EnumSet.complementOf(EnumSet.of(Permission.SERVER_READ_HOST, Permission.SERVER_ADMINISTER)));

    /** Everything, and where it runs; on these servers only, and nothing of the console's own administration. */
    public static final Role ADMINISTRATOR = new Role("administrator", EnumSet.allOf(Permission.class));

    public static final List<Role> BUILT_IN = List.of(VIEWER, OPERATOR, MANAGER, ADMINISTRATOR);

    public Role {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException("not a role name");
        }
        permissions = Collections.unmodifiableSet(Permission.withImplied(permissions));
    }

    /** Permissions given one by one. */
    public static Role unnamed(Collection<Permission> permissions) {
        return new Role("", Permission.withImplied(permissions));
    }

    /** Whether a role may be called so. */
    public static boolean isName(String word) {
        return !word.isEmpty() && WORD.matcher(word).matches();
    }

    public boolean named() {
        return !word.isEmpty();
    }

    public boolean builtIn() {
        return builtIn(word).isPresent();
    }

    public boolean gives(Permission permission) {
        return permissions.contains(permission);
    }

    public static Optional<Role> builtIn(String word) {
        return BUILT_IN.stream().filter(role -> role.word.equals(word)).findFirst();
    }
}
