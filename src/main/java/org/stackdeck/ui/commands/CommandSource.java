package org.stackdeck.ui.commands;

import java.util.List;
import org.stackdeck.ui.i18n.Messages;

/**
 * Feature whose objects and settings the command palette finds by name. The palette loads the commands when it opens
 * and after each change of the user's permissions.
 */
public interface CommandSource {

    /**
     * Returns commands for the objects that the current user can open or change. Called on a request thread. The page
     * that a command opens checks the permissions again.
     */
    List<Command> load(Messages messages);
}
