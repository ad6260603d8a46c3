package org.stackdeck.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.action.ServerAction;

/** Permission on servers. Each one implies reading the server. */
public enum Permission {
    SERVER_READ("server:read"),
    SERVER_START("server:start"),
    SERVER_STOP("server:stop"),
    SERVER_REBOOT("server:reboot"),
    /** Pause, unpause, suspend and resume it. */
    SERVER_PAUSE("server:pause"),
    /** Read its console log. */
    SERVER_LOG("server:log"),
    /** Open its console. */
    SERVER_CONSOLE("server:console"),
    SERVER_SNAPSHOT("server:snapshot"),
    SERVER_RESIZE("server:resize"),
    /** Shelve and unshelve it. */
    SERVER_SHELVE("server:shelve"),
    /** Change its name, description, tags and metadata. */
    SERVER_UPDATE("server:update"),
    /** Attach and detach volumes of the project. */
    SERVER_VOLUMES("server:volumes"),
    /** Change its ports, floating IP addresses and security groups. */
    SERVER_NETWORK("server:network"),
    /** Set its administrator password. */
    SERVER_PASSWORD("server:password"),
    /** Rescue and unrescue it. */
    SERVER_RESCUE("server:rescue"),
    /** Rebuild it from an image, which deletes its root disk. */
    SERVER_REBUILD("server:rebuild"),
    /** Lock and unlock it against actions of others. */
    SERVER_LOCK("server:lock"),
    /** Create servers in the projects of the grant that the grant selects. */
    SERVER_CREATE("server:create"),
    SERVER_DELETE("server:delete"),
    /** Actions that clouds reserve for administrators: reset its state, migrate it. */
    SERVER_ADMINISTER("server:administer"),
    /** Read the name of its compute host. */
    SERVER_READ_HOST("server:read-host");

    private final String code;

    Permission(String word) {
        this.code = word;
    }

    public String code() {
        return code;
    }

    public boolean implies(Permission other) {
        return this == other || other == SERVER_READ;
    }

    /** The given permissions and all that they imply. */
    public static Set<Permission> withImplied(Collection<Permission> permissions) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        Arrays.stream(values())
                .filter(candidate -> permissions.stream().anyMatch(permission -> permission.implies(candidate)))
                .forEach(all::add);
        return all;
    }

    /** Sorted like the constants. */
    public static List<String> codes(Collection<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::code).toList();
    }

    public static Optional<Permission> fromCode(String word) {
        return Arrays.stream(values()).filter(p -> p.code.equals(word)).findFirst();
    }

    /** Permission that the action requires. */
    public static Permission requiredFor(ServerAction action) {
        return fromCode(action.permission())
                .orElseThrow(() -> new IllegalStateException("no permission named " + action.permission()));
    }
}
