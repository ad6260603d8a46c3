package org.stackdeck.ui.servers;

import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.RemoteConsole;
import org.stackdeck.ui.ViewModel;

/** Result of a request for a remote console. */
@ViewModel
sealed interface ConsoleOpening {

    record Opened(RemoteConsole console) implements ConsoleOpening {}

    /** The user lacks permission. */
    record Refused() implements ConsoleOpening {}

    /** The server is not running. */
    record Off() implements ConsoleOpening {}

    /**
     * The cloud has no console or does not respond.
     *
     * @param message message of the cloud
     */
    record Failed(CloudException.Category category, String message) implements ConsoleOpening {}

    /** Stackdeck failed. */
    record Broken() implements ConsoleOpening {}
}
