package org.stackdeck.ui.actions;

import org.stackdeck.ui.ViewLogic;

/** Icons of the actions on servers and other resources. */
@ViewLogic
public final class ActionIcons {

    private ActionIcons() {}

    /** Returns the icon of an action, by its Stackdeck or Nova name. */
    public static String icon(String action) {
        return switch (action) {
            case "start", "unpause", "resume", "unrescue", "restore", "reactivate" -> "play";
            case "stop" -> "stop";
            case "pause", "deactivate" -> "pause";
            case "suspend" -> "moon";
            case "shelve", "shelve-offload", "shelveOffload" -> "shelve";
            case "unshelve" -> "unshelve";
            case "reboot", "rebuild" -> "reboot";
            case "rename", "set-description" -> "pencil";
            case "snapshot", "createImage", "createBackup" -> "camera";
            case "resize", "migrate", "live-migrate", "live-migration" -> "expand";
            case "set-password", "changePassword" -> "key";
            case "rescue" -> "plus";
            case "attach-volume", "detach-volume", "attach_volume", "detach_volume" -> "disk";
            case "attach-interface", "detach-interface", "attach_interface", "detach_interface" -> "plug";
            case "associate-floating-ip", "disassociate-floating-ip" -> "cloud";
            case "add-security-group", "remove-security-group" -> "shield";
            case "add-tag", "remove-tag", "set-metadata", "remove-metadata" -> "tag";
            case "reset-state", "resetState" -> "settings";
            case "hard-reboot" -> "bolt";
            case "confirm-resize", "confirmResize", "accept" -> "check";
            case "reject", "cancel-transfer" -> "x";
            case "revert-resize", "revertResize" -> "undo";
            case "lock", "protect", "set-read-only" -> "lock";
            case "unlock", "unprotect", "unset-read-only" -> "unlock";
            case "delete", "force-delete" -> "trash";
            case "create" -> "plus";
            default -> "pulse";
        };
    }
}
