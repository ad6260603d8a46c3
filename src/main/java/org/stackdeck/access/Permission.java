package org.stackdeck.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.ResourceKind;

/**
 * Permission on servers or on another kind of resource. Each permission implies the permission to read the same
 * resources.
 */
public enum Permission {
    SERVER_READ("server:read"),
    SERVER_START("server:start"),
    SERVER_STOP("server:stop"),
    SERVER_REBOOT("server:reboot"),
    /** Pause, unpause, suspend and resume servers. */
    SERVER_PAUSE("server:pause"),
    /** Read console logs. */
    SERVER_LOG("server:log"),
    SERVER_CONSOLE("server:console"),
    SERVER_SNAPSHOT("server:snapshot"),
    SERVER_RESIZE("server:resize"),
    /** Shelve and unshelve servers. */
    SERVER_SHELVE("server:shelve"),
    /** Change names, descriptions, tags and metadata. */
    SERVER_UPDATE("server:update"),
    /** Attach and detach volumes of the project. */
    SERVER_VOLUMES("server:volumes"),
    /** Change ports, floating IP addresses and security groups. */
    SERVER_NETWORK("server:network"),
    /** Set administrator passwords. */
    SERVER_PASSWORD("server:password"),
    /** Rescue and unrescue servers. */
    SERVER_RESCUE("server:rescue"),
    /** Rebuild servers from an image. A rebuild replaces the content of the root disk. */
    SERVER_REBUILD("server:rebuild"),
    /** Lock servers against all actions except unlocking, and unlock them. */
    SERVER_LOCK("server:lock"),
    /** Create servers that the grant selects, in its projects. */
    SERVER_CREATE("server:create"),
    SERVER_DELETE("server:delete"),
    /** Reset the state of servers, migrate servers and offload shelved ones; clouds reserve this for administrators. */
    SERVER_ADMINISTER("server:administer"),
    /** Read the names of compute hosts. */
    SERVER_READ_HOST("server:read-host"),
    IMAGE_READ("image:read"),
    /**
     * Create images and upload their data, and accept and reject images that other projects share. Uploading data to an
     * image that another user created requires IMAGE_UPDATE instead.
     */
    IMAGE_CREATE("image:create"),
    /** Edit, deactivate, reactivate and protect images. */
    IMAGE_UPDATE("image:update"),
    IMAGE_DELETE("image:delete"),
    /** Make images available to other projects. */
    IMAGE_SHARE("image:share"),
    /** Import images: the cloud downloads their data from addresses that it can reach. */
    IMAGE_IMPORT("image:import"),
    /** Read volumes, their snapshots and backups, and volume types. */
    VOLUME_READ("volume:read"),
    /**
     * Create volumes, snapshots and backups. Copying existing data also requires the permission to update its source.
     */
    VOLUME_CREATE("volume:create"),
    /**
     * Edit, extend and retype volumes, edit their snapshots and backups, and copy data of volumes to snapshots,
     * backups, images and other volumes.
     */
    VOLUME_UPDATE("volume:update"),
    /**
     * Delete volumes, their snapshots and backups, and replace the data of volumes with that of snapshots and backups.
     */
    VOLUME_DELETE("volume:delete"),
    /**
     * Transfer volumes with their snapshots to another project, and cancel transfers. A transfer also requires
     * VOLUME_CREATE in the other project.
     */
    VOLUME_TRANSFER("volume:transfer"),
    /** Read networks, subnets and ports. */
    NETWORK_READ("network:read"),
    /** Create networks, subnets and ports. */
    NETWORK_CREATE("network:create"),
    /** Edit networks, subnets and ports. */
    NETWORK_UPDATE("network:update"),
    NETWORK_DELETE("network:delete"),
    ROUTER_READ("router:read"),
    ROUTER_CREATE("router:create"),
    /** Edit routers, and change their gateways and interfaces. */
    ROUTER_UPDATE("router:update"),
    ROUTER_DELETE("router:delete"),
    FLOATING_IP_READ("floating-ip:read"),
    /** Allocate floating IPs. */
    FLOATING_IP_CREATE("floating-ip:create"),
    /** Change the descriptions of floating IPs. */
    FLOATING_IP_UPDATE("floating-ip:update"),
    /** Release floating IPs. */
    FLOATING_IP_DELETE("floating-ip:delete"),
    SECURITY_GROUP_READ("security-group:read"),
    SECURITY_GROUP_CREATE("security-group:create"),
    /** Edit security groups, and add and remove their rules. */
    SECURITY_GROUP_UPDATE("security-group:update"),
    SECURITY_GROUP_DELETE("security-group:delete"),
    SERVER_GROUP_READ("server-group:read"),
    SERVER_GROUP_CREATE("server-group:create"),
    SERVER_GROUP_DELETE("server-group:delete");

    private static final Map<Permission, Permission> READ = new EnumMap<>(Permission.class);

    static {
        for (Permission permission : values()) {
            READ.put(permission, read(permission.code.substring(0, permission.code.indexOf(':'))));
        }
    }

    private final String code;

    Permission(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public boolean implies(Permission other) {
        return this == other || other == toRead();
    }

    /** Returns the permission to read the resources to which this permission applies. */
    public Permission toRead() {
        return READ.getOrDefault(this, this);
    }

    public static Permission read(ResourceKind kind) {
        return fromCode(kind.readPermission()).orElseThrow();
    }

    private static Permission read(String object) {
        return fromCode(object + ":read").orElseThrow();
    }

    public static Set<Permission> withImplied(Collection<Permission> permissions) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        Arrays.stream(values())
                .filter(candidate -> permissions.stream().anyMatch(permission -> permission.implies(candidate)))
                .forEach(all::add);
        return all;
    }

    /** Returns the codes in the order of the constants. */
    public static List<String> codes(Collection<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::code).toList();
    }

    /** Joins the codes of the permissions, separated by spaces. */
    public static String join(Collection<Permission> permissions) {
        return String.join(" ", codes(permissions));
    }

    /**
     * Parses codes separated by spaces. Ignores unknown permissions, which another version of Stackdeck may have
     * stored.
     */
    public static Set<Permission> parse(String codes) {
        return Arrays.stream(codes.split(" "))
                .flatMap(code -> fromCode(code).stream())
                .collect(Collectors.toSet());
    }

    public static Optional<Permission> fromCode(String code) {
        return Arrays.stream(values()).filter(p -> p.code.equals(code)).findFirst();
    }

    public static Permission requiredFor(CloudAction action) {
        return fromCode(action.permission())
                .orElseThrow(() -> new IllegalStateException("no permission named " + action.permission()));
    }

    /**
     * Returns all permissions that an action requires on its resource, {@link #requiredFor} first. Restoring a backup
     * also requires the permission to update volumes, because it replaces the name and the metadata of the volume, by
     * which grants can select it.
     */
    public static List<Permission> allRequiredFor(ResourceAction action) {
        return action == ResourceAction.RESTORE_VOLUME
                ? List.of(requiredFor(action), VOLUME_UPDATE)
                : List.of(requiredFor(action));
    }
}
