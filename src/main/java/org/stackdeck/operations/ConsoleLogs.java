package org.stackdeck.operations;

import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** What servers wrote to their consoles. */
public interface ConsoleLogs {

    /**
     * Reads the end of it in the cloud, which takes a moment. Each reading is audited, refusals and failures too; the text
     * is written nowhere.
     *
     * @throws ActionRefusedException when the caller may not
     * @throws org.stackdeck.cloud.CloudException when the cloud has none for the server, or does not answer
     */
    ConsoleLog read(Caller caller, ServerKey server);
}
