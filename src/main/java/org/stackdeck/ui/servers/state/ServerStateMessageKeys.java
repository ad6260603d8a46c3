package org.stackdeck.ui.servers.state;

import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.TaskState;
import org.stackdeck.ui.ViewLogic;

/** Maps Nova's statuses and task states and Stackdeck's actions to message keys below {@code servers.state.}. */
@ViewLogic
public final class ServerStateMessageKeys {

    private ServerStateMessageKeys() {}

    public static String key(ServerStatus status) {
        return switch (status) {
            case ACTIVE -> "running";
            case BUILD -> "building";
            case DELETED, SOFT_DELETED -> "deleted";
            case ERROR -> "error";
            case HARD_REBOOT -> "hard-rebooting";
            case MIGRATING -> "migrating";
            case PASSWORD -> "setting-password";
            case PAUSED -> "paused";
            case REBOOT -> "rebooting";
            case REBUILD -> "rebuilding";
            case RESCUE -> "rescue";
            case RESIZE -> "resizing";
            case REVERT_RESIZE -> "reverting-resize";
            case SHELVED, SHELVED_OFFLOADED -> "shelved";
            case SHUTOFF -> "off";
            case SUSPENDED -> "suspended";
            case VERIFY_RESIZE -> "resized";
            case UNKNOWN -> "unknown";
        };
    }

    public static String key(TaskState task) {
        return switch (task) {
            case SCHEDULING, BLOCK_DEVICE_MAPPING, NETWORKING, SPAWNING -> "building";
            case IMAGE_SNAPSHOT, IMAGE_SNAPSHOT_PENDING, IMAGE_PENDING_UPLOAD, IMAGE_UPLOADING, IMAGE_BACKUP ->
                "taking-snapshot";
            case UPDATING_PASSWORD -> "setting-password";
            case RESIZE_PREP, RESIZE_MIGRATING, RESIZE_MIGRATED, RESIZE_FINISH -> "resizing";
            case RESIZE_REVERTING -> "reverting-resize";
            case RESIZE_CONFIRMING -> "confirming-resize";
            case REBOOTING, REBOOT_PENDING, REBOOT_STARTED -> "rebooting";
            case REBOOTING_HARD, REBOOT_PENDING_HARD, REBOOT_STARTED_HARD -> "hard-rebooting";
            case PAUSING -> "pausing";
            case UNPAUSING -> "unpausing";
            case SUSPENDING -> "suspending";
            case RESUMING -> "resuming";
            case POWERING_OFF -> "stopping";
            case POWERING_ON -> "starting";
            case RESCUING -> "rescuing";
            case UNRESCUING -> "unrescuing";
            case REBUILDING, REBUILD_BLOCK_DEVICE_MAPPING, REBUILD_SPAWNING -> "rebuilding";
            case MIGRATING -> "migrating";
            case DELETING, SOFT_DELETING -> "deleting";
            case RESTORING -> "restoring";
            case SHELVING, SHELVING_IMAGE_PENDING_UPLOAD, SHELVING_IMAGE_UPLOADING, SHELVING_OFFLOADING -> "shelving";
            case UNSHELVING -> "unshelving";
            case UNKNOWN -> "busy";
        };
    }

    /** Returns the key of the state that a server has while the action is pending or running. */
    static String key(ServerAction action) {
        return switch (action) {
            case START -> "starting";
            case STOP -> "stopping";
            case REBOOT -> "rebooting";
            case HARD_REBOOT -> "hard-rebooting";
            case PAUSE -> "pausing";
            case UNPAUSE -> "unpausing";
            case SUSPEND -> "suspending";
            case RESUME -> "resuming";
            case CONFIRM_RESIZE -> "confirming-resize";
            case REVERT_RESIZE -> "reverting-resize";
            case SHELVE -> "shelving";
            case UNSHELVE -> "unshelving";
            case LOCK -> "locking";
            case UNLOCK -> "unlocking";
            case DELETE, FORCE_DELETE -> "deleting";
            case RESTORE -> "restoring";
            case RESIZE -> "resizing";
            case SNAPSHOT -> "taking-snapshot";
            case SET_PASSWORD -> "setting-password";
            case RESCUE -> "rescuing";
            case UNRESCUE -> "unrescuing";
            case SHELVE_OFFLOAD -> "shelving";
            case MIGRATE, LIVE_MIGRATE -> "migrating";
            case REBUILD -> "rebuilding";
            case CREATE -> "building";
            case RENAME,
                    DESCRIBE,
                    ADD_TAG,
                    REMOVE_TAG,
                    SET_METADATA,
                    REMOVE_METADATA,
                    ATTACH_VOLUME,
                    DETACH_VOLUME,
                    ATTACH_INTERFACE,
                    DETACH_INTERFACE,
                    ADD_SECURITY_GROUP,
                    REMOVE_SECURITY_GROUP,
                    ASSOCIATE_FLOATING_IP,
                    DISASSOCIATE_FLOATING_IP,
                    RESET_STATE -> "changing";
        };
    }
}
