package org.stackdeck.ui.servers.menu;

import static org.stackdeck.cloud.action.ServerAction.*;

import java.util.List;
import java.util.stream.Stream;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.actions.UnavailabilityReasons;

/**
 * Actions in the menu of a server, in their order. The lists of tags, volumes and ports offer the actions on a single
 * tag, volume or port.
 */
@ViewLogic
public final class ServerMenuLayout {

    /** Common actions, which are always shown in the same position. */
    public static final List<ServerAction> COMMON = List.of(START, STOP, REBOOT, HARD_REBOOT);

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

    /** Actions that the tabs of a server offer, and whose dialog requests all parameters. */
    private static final List<ServerAction> OF_TABS = List.of(
            DESCRIBE,
            ADD_TAG,
            SET_METADATA,
            ATTACH_VOLUME,
            ATTACH_INTERFACE,
            ADD_SECURITY_GROUP,
            ASSOCIATE_FLOATING_IP);

    private ServerMenuLayout() {}

    /** Returns the actions in the menu of a server, in its order, and the actions of its tabs. */
    public static List<ServerAction> actions() {
        return Stream.of(COMMON, OCCASIONAL, OF_TABS, DESTRUCTIVE)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Returns whether the menu, or a tab for one of its actions, offers the action. Hides administrative actions from
     * users without the permission, because these users cannot request it.
     */
    public static boolean isOffered(ServerAction action, Server server, ActionAvailability actionAvailability) {
        if (Permission.requiredFor(action) == Permission.SERVER_ADMINISTER
                && UnavailabilityReasons.missingPermission(actionAvailability).isPresent()) {
            return false;
        }
        return COMMON.contains(action) || action == DELETE || action.isRelevantFor(server);
    }
}
