package org.stackdeck.operations.detail;

import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.RemoteConsole;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;

/** Opens graphical and serial consoles of servers. */
public interface RemoteConsoleService {

    /**
     * Requests a new graphical console from the cloud and blocks. Every attempt is audited. The address is not stored.
     * It works for anyone who has it, as long as the cloud permits, even after the permission has ended.
     *
     * @throws ActionRefusedException if the caller may not open a console
     * @throws ServerOffException if the server is off
     * @throws org.stackdeck.cloud.CloudException if the cloud offers no console, or the request fails
     */
    RemoteConsole openGraphicalConsole(Caller caller, ServerKey server);

    /**
     * Requests a serial console: a WebSocket that carries terminal input and output as bytes. Otherwise as {@link
     * #openGraphicalConsole}.
     */
    RemoteConsole openSerialConsole(Caller caller, ServerKey server);
}
