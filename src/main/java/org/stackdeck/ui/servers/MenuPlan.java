package org.stackdeck.ui.servers;

import static org.stackdeck.cloud.ServerAction.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.operations.Answer;
import org.stackdeck.ui.ViewModel;

/**
 * Actions in the menu of a server and their order. Actions on a single tag, volume or port are offered where these are
 * listed.
 */
@ViewModel
final class MenuPlan {

    /** Common actions, which always have the same position. */
    static final List<ServerAction> EVERYDAY = List.of(START, STOP, REBOOT, HARD_REBOOT);

    /** Other actions, shown only if relevant for the server. */
    static final List<ServerAction> RARER = List.of(
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

    /** Destructive actions. */
    static final List<ServerAction> LAST = List.of(REBUILD, DELETE);

    private static final Set<ServerAction> ALWAYS = EnumSet.of(START, STOP, REBOOT, HARD_REBOOT, DELETE);

    private MenuPlan() {}

    /**
     * Returns whether the menu contains the action. Administrative actions are hidden from users without the
     * permission, who cannot request it either.
     */
    static boolean offers(ServerAction action, Server server, Answer answer) {
        if (Permission.of(action) == Permission.SERVER_ADMINISTER
                && WhyNot.missing(answer).isPresent()) {
            return false;
        }
        return ALWAYS.contains(action) || action.suits(server);
    }
}
