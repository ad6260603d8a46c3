package org.stackdeck.access;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Named set of permissions that a grant gives.
 *
 * @param name 1 to 64 lowercase letters, digits or hyphens, starting with a letter; empty for individual permissions
 * @param permissions includes all implied permissions
 */
public record Role(String name, Set<Permission> permissions) {

    public static final int MAX_LENGTH = 64;

    private static final Pattern NAME_PATTERN = Pattern.compile("([a-z][a-z0-9-]{0,63})?");

    /** Permits users to see servers. */
    public static final Role VIEWER = new Role("viewer", EnumSet.of(Permission.SERVER_READ));

    /** Permits users to operate existing servers. Includes deletion, for compatibility with existing grants. */
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

    /**
     * All permissions except those to read compute hosts, to administer servers, to share and import images, and to
     * transfer volumes to other projects.
     */
    public static final Role MANAGER = new Role(
            "manager",
            EnumSet.complementOf(EnumSet.of(
                    Permission.SERVER_READ_HOST,
                    Permission.SERVER_ADMINISTER,
                    Permission.IMAGE_SHARE,
                    Permission.IMAGE_IMPORT,
                    Permission.VOLUME_TRANSFER)));

    /** All permissions on the selected servers and other resources. Does not permit the administration of Stackdeck. */
    public static final Role ADMINISTRATOR = new Role("administrator", EnumSet.allOf(Permission.class));

    public static final List<Role> BUILT_IN = List.of(VIEWER, OPERATOR, MANAGER, ADMINISTRATOR);

    public Role {
        if (!NAME_PATTERN.matcher(name).matches()) {
            throw new IllegalArgumentException("not a role name");
        }
        permissions = Collections.unmodifiableSet(Permission.withImplied(permissions));
    }

    /** Creates a role without a name, for individual permissions. */
    public static Role unnamed(Collection<Permission> permissions) {
        return new Role("", Permission.withImplied(permissions));
    }

    /** Returns whether the text is a valid, non-empty role name. */
    public static boolean isValidName(String name) {
        return !name.isEmpty() && NAME_PATTERN.matcher(name).matches();
    }

    public boolean isNamed() {
        return !name.isEmpty();
    }

    public boolean isBuiltIn() {
        return findBuiltIn(name).isPresent();
    }

    public boolean includes(Permission permission) {
        return permissions.contains(permission);
    }

    public static Optional<Role> findBuiltIn(String name) {
        return BUILT_IN.stream().filter(role -> role.name.equals(name)).findFirst();
    }
}
