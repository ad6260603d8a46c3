package org.stackdeck.ui.servers;

import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.RemoteConsole;
import org.stackdeck.ui.ViewModel;

/** What came of asking for a server's screen. */
@ViewModel
sealed interface ConsoleOpening {

    record Opened(RemoteConsole console) implements ConsoleOpening {}

    /** The reader may not. */
    record Refused() implements ConsoleOpening {}

    /** The server does not run. */
    record Off() implements ConsoleOpening {}

    /** The cloud has none, or does not answer; it says so in these words. */
    record Failed(CloudException.Category category, String message) implements ConsoleOpening {}

    /** The console itself could not. */
    record Broken() implements ConsoleOpening {}
}
