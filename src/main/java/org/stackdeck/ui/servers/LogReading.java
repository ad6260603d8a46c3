package org.stackdeck.ui.servers;

import org.stackdeck.cloud.CloudException;
import org.stackdeck.operations.ConsoleLog;
import org.stackdeck.ui.ViewModel;

/** Result of reading a server's console log. */
@ViewModel
sealed interface LogReading {

    record Read(ConsoleLog log) implements LogReading {}

    /** The user lacks permission. */
    record Refused() implements LogReading {}

    /**
     * The cloud has no log or does not respond.
     *
     * @param message message of the cloud
     */
    record Failed(CloudException.Category category, String message) implements LogReading {}

    /** Stackdeck failed. */
    record Broken() implements LogReading {}
}
