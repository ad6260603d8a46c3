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
 * Which actions are in the menu of a server, in which order. What is done to one of its tags, volumes or ports is not among
 * them: that is done where these are shown.
 */
@ViewModel
final class MenuPlan {

    /** Done every day, and therefore always in their place. */
    static final List<ServerAction> EVERYDAY = List.of(START, STOP, REBOOT, HARD_REBOOT);

    /** Rarer ones, there when they suit the server. */
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

    /** What destroys. */
    static final List<ServerAction> LAST = List.of(REBUILD, DELETE);

    private static final Set<ServerAction> ALWAYS = EnumSet.of(START, STOP, REBOOT, HARD_REBOOT, DELETE);

    private MenuPlan() {}

    /** What only administrators do is offered to those who may, and to nobody to ask for. */
    static boolean offers(ServerAction action, Server server, Answer answer) {
        if (Permission.of(action) == Permission.SERVER_ADMINISTER
                && WhyNot.missing(answer).isPresent()) {
            return false;
        }
        return ALWAYS.contains(action) || action.suits(server);
    }
}
