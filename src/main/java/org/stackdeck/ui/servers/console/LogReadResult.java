package org.stackdeck.ui.servers.console;

import org.stackdeck.cloud.CloudException;
import org.stackdeck.operations.detail.ConsoleLog;
import org.stackdeck.ui.ViewLogic;

/** Result of reading a server's console log. */
@ViewLogic
sealed interface LogReadResult {

    record Read(ConsoleLog log) implements LogReadResult {}

    /** The user lacks the permission, or the session has ended. */
    record Refused() implements LogReadResult {}

    /**
     * The request to the cloud failed, for example because the cloud has no log or does not respond.
     *
     * @param message see {@code CloudErrorMessages}
     */
    record Failed(CloudException.Category category, String message) implements LogReadResult {}

    /** An unexpected error occurred in Stackdeck. */
    record UnexpectedFailure() implements LogReadResult {}
}
