package org.stackdeck.ui.servers;

import org.stackdeck.cloud.CloudException;
import org.stackdeck.operations.ConsoleLog;
import org.stackdeck.ui.ViewModel;

/** What came of reading a server's log. */
@ViewModel
sealed interface LogReading {

    record Read(ConsoleLog log) implements LogReading {}

    /** The reader may not. */
    record Refused() implements LogReading {}

    /** The cloud has none, or does not answer; it says so in these words. */
    record Failed(CloudException.Category category, String message) implements LogReading {}

    /** The console itself could not. */
    record Broken() implements LogReading {}
}
