package org.stackdeck.operations;

import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** Reads the console logs of servers. */
public interface ConsoleLogs {

    /**
     * Reads the end of the log from the cloud and blocks. Every attempt is audited. The text is not stored.
     *
     * @throws ActionRefusedException when the caller may not read the log
     * @throws org.stackdeck.cloud.CloudException when the cloud has no log for the server, or the request fails
     */
    ConsoleLog read(Caller caller, ServerKey server);
}
