package org.stackdeck.operations;

import org.stackdeck.cloud.RemoteConsole;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** The screens of servers, and their serial lines. */
public interface Consoles {

    /**
     * Asks the cloud for a new way to the server's screen, which takes a moment. Each opening is audited, refusals and
     * failures too; the address is written nowhere. It can be used by whoever has it, for as long as the cloud lets them,
     * also after the right to it has ended.
     *
     * @throws ActionRefusedException when the caller may not
     * @throws ServerOffException when the server is off, and so has no picture
     * @throws org.stackdeck.cloud.CloudException when the cloud has no console, or does not answer
     */
    RemoteConsole open(Caller caller, ServerKey server);

    /** The same of the server's serial line: a websocket that carries what a terminal shows and what is typed, as bytes. */
    RemoteConsole terminal(Caller caller, ServerKey server);
}
