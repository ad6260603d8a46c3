package org.stackdeck.ui.access;

import java.util.List;
import java.util.Locale;
import org.stackdeck.access.Permission;
import org.stackdeck.ui.ViewLogic;

/** Category of permissions. Each permission is in exactly one category. */
@ViewLogic
public enum PermissionGroup {
    SEE(Permission.SERVER_READ, Permission.SERVER_READ_HOST),
    SEE_RESOURCES(
            Permission.IMAGE_READ,
            Permission.VOLUME_READ,
            Permission.NETWORK_READ,
            Permission.ROUTER_READ,
            Permission.FLOATING_IP_READ,
            Permission.SECURITY_GROUP_READ,
            Permission.SERVER_GROUP_READ),
    CHANGE_RESOURCES(
            Permission.IMAGE_CREATE,
            Permission.VOLUME_CREATE,
            Permission.NETWORK_CREATE,
            Permission.ROUTER_CREATE,
            Permission.FLOATING_IP_CREATE,
            Permission.SECURITY_GROUP_CREATE,
            Permission.SERVER_GROUP_CREATE,
            Permission.IMAGE_UPDATE,
            Permission.VOLUME_UPDATE,
            Permission.NETWORK_UPDATE,
            Permission.ROUTER_UPDATE,
            Permission.FLOATING_IP_UPDATE,
            Permission.SECURITY_GROUP_UPDATE,
            Permission.IMAGE_SHARE,
            Permission.IMAGE_IMPORT,
            Permission.VOLUME_TRANSFER,
            Permission.IMAGE_DELETE,
            Permission.VOLUME_DELETE,
            Permission.NETWORK_DELETE,
            Permission.ROUTER_DELETE,
            Permission.FLOATING_IP_DELETE,
            Permission.SECURITY_GROUP_DELETE,
            Permission.SERVER_GROUP_DELETE),
    RUN(Permission.SERVER_START, Permission.SERVER_STOP, Permission.SERVER_REBOOT, Permission.SERVER_PAUSE),
    LOOK_INSIDE(Permission.SERVER_LOG, Permission.SERVER_CONSOLE),
    MAKE(
            Permission.SERVER_CREATE,
            Permission.SERVER_UPDATE,
            Permission.SERVER_RESIZE,
            Permission.SERVER_SNAPSHOT,
            Permission.SERVER_VOLUMES,
            Permission.SERVER_NETWORK,
            Permission.SERVER_PASSWORD,
            Permission.SERVER_RESCUE,
            Permission.SERVER_SHELVE,
            Permission.SERVER_LOCK),
    DESTROY(Permission.SERVER_REBUILD, Permission.SERVER_DELETE, Permission.SERVER_ADMINISTER);

    private final List<Permission> permissions;

    PermissionGroup(Permission... permissions) {
        this.permissions = List.of(permissions);
    }

    public List<Permission> permissions() {
        return permissions;
    }

    /** Returns the message key of the category. */
    public String label() {
        return "roles.group." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
