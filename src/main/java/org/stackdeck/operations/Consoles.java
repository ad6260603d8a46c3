package org.stackdeck.operations;

import org.stackdeck.cloud.RemoteConsole;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** Opens graphical and serial consoles of servers. */
public interface Consoles {

    /**
     * Requests a new graphical console from the cloud and blocks. Every attempt is audited. The address is not stored.
     * It works for anyone who has it, as long as the cloud permits, even after the permission has ended.
     *
     * @throws ActionRefusedException when the caller may not open a console
     * @throws ServerOffException when the server is off
     * @throws org.stackdeck.cloud.CloudException when the cloud offers no console, or the request fails
     */
    RemoteConsole open(Caller caller, ServerKey server);

    /**
     * Requests a serial console: a WebSocket that carries terminal input and output as bytes. Otherwise as {@link
     * #open}.
     */
    RemoteConsole terminal(Caller caller, ServerKey server);
}
