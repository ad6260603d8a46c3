package org.stackdeck.ui.servers.console;

import org.stackdeck.cloud.CloudException;
import org.stackdeck.operations.detail.ConsoleLog;
import org.stackdeck.ui.ViewLogic;

/** Result of reading a server's console log. */
@ViewLogic
sealed interface LogReadResult {

    record Read(ConsoleLog log) implements LogReadResult {}

    /** The user lacks permission. */
    record Refused() implements LogReadResult {}

    /**
     * The cloud has no log or does not respond.
     *
     * @param message the cloud's message, or a localized text if Stackdeck rejected the request
     */
    record Failed(CloudException.Category category, String message) implements LogReadResult {}

    /** An unexpected error occurred in Stackdeck. */
    record UnexpectedFailure() implements LogReadResult {}
}
