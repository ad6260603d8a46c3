package org.stackdeck.operations.detail;

import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.RemoteConsole;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;

/**
 * Reads the console logs of servers and opens their graphical and serial consoles. All calls are audited, including
 * refusals and failures.
 */
public interface ServerConsoleService {

    /**
     * Reads the end of the log from the cloud and blocks. The text is not stored.
     *
     * @throws ActionRefusedException if the caller is not permitted to read the log
     * @throws org.stackdeck.cloud.CloudException if the cloud has no log for the server, or the request fails
     */
    ConsoleLog readLog(Caller caller, ServerKey server);

    /**
     * Requests a new graphical console from the cloud and blocks. The address is not stored. Anyone who has the address
     * can use it as long as the cloud permits, even after the caller's permission has ended.
     *
     * @throws ActionRefusedException if the caller is not permitted to open a console
     * @throws ServerOffException if the server is off
     * @throws org.stackdeck.cloud.CloudException if the cloud offers no console, or the request fails
     */
    RemoteConsole openGraphicalConsole(Caller caller, ServerKey server);

    /**
     * Requests a serial console: a WebSocket that carries terminal input and output as bytes. Otherwise behaves like
     * {@link #openGraphicalConsole}.
     */
    RemoteConsole openSerialConsole(Caller caller, ServerKey server);
}
