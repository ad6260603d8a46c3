package org.stackdeck.ui.servers.console;

import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.server.RemoteConsole;
import org.stackdeck.ui.ViewLogic;

/** Result of a request for a remote console. */
@ViewLogic
sealed interface ConsoleOpenResult {

    record Opened(RemoteConsole console) implements ConsoleOpenResult {}

    /** The user lacks the permission, or the session has ended. */
    record Refused() implements ConsoleOpenResult {}

    record ServerOff() implements ConsoleOpenResult {}

    /**
     * The request to the cloud failed, for example because the cloud has no console or does not respond.
     *
     * @param message see {@code CloudErrorMessages}
     */
    record Failed(CloudException.Category category, String message) implements ConsoleOpenResult {}

    /** An unexpected error occurred in Stackdeck. */
    record UnexpectedFailure() implements ConsoleOpenResult {}
}
