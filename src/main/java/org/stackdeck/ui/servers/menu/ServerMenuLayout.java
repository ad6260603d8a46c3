package org.stackdeck.ui.servers.menu;

import static org.stackdeck.cloud.action.ServerAction.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.actions.UnavailabilityReasons;

/**
 * Actions in the menu of a server, in their order. The lists of tags, volumes and ports offer the actions on a single
 * tag, volume or port.
 */
@ViewLogic
public final class ServerMenuLayout {

    /** Common actions, which always have the same position. */
    static final List<ServerAction> COMMON = List.of(START, STOP, REBOOT, HARD_REBOOT);

    /** Other actions, shown only if relevant for the server. */
    static final List<ServerAction> OCCASIONAL = List.of(
            CONFIRM_RESIZE,
            REVERT_RESIZE,
            UNRESCUE,
            PAUSE,
            UNPAUSE,
            SUSPEND,
            RESUME,
            SHELVE,
            UNSHELVE,
            SHELVE_OFFLOAD,
            LOCK,
            UNLOCK,
            RENAME,
            SNAPSHOT,
            RESIZE,
            SET_PASSWORD,
            RESCUE,
            LIVE_MIGRATE,
            MIGRATE,
            RESET_STATE);

    static final List<ServerAction> DESTRUCTIVE = List.of(REBUILD, DELETE);

    private static final Set<ServerAction> ALWAYS = EnumSet.of(START, STOP, REBOOT, HARD_REBOOT, DELETE);

    private ServerMenuLayout() {}

    /** Returns the common actions, in the order of the menu. */
    public static List<ServerAction> commonActions() {
        return COMMON;
    }

    /** Returns all actions, in the order of the menu. */
    public static List<ServerAction> actions() {
        return Stream.of(COMMON, OCCASIONAL, DESTRUCTIVE).flatMap(List::stream).toList();
    }

    /**
     * Returns whether the menu contains the action. Hides administrative actions from users without the permission,
     * because these users cannot request it.
     */
    public static boolean isOffered(ServerAction action, Server server, ActionAvailability actionAvailability) {
        if (Permission.requiredFor(action) == Permission.SERVER_ADMINISTER
                && UnavailabilityReasons.missingPermission(actionAvailability).isPresent()) {
            return false;
        }
        return ALWAYS.contains(action) || action.isRelevantFor(server);
    }
}
