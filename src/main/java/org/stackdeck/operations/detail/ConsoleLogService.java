package org.stackdeck.operations.detail;

import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;

/** Reads the console logs of servers. */
public interface ConsoleLogService {

    /**
     * Reads the end of the log from the cloud and blocks. Every attempt is audited. The text is not stored.
     *
     * @throws ActionRefusedException if the caller may not read the log
     * @throws org.stackdeck.cloud.CloudException if the cloud has no log for the server, or the request fails
     */
    ConsoleLog read(Caller caller, ServerKey server);
}
