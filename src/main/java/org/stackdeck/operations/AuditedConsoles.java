package org.stackdeck.operations;

import org.springframework.stereotype.Service;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.RemoteConsole;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** Opens graphical consoles, by noVNC or else SPICE, and serial consoles. */
@Service
class AuditedConsoles implements Consoles {

    private final AuditedReads reads;

    AuditedConsoles(AuditedReads reads) {
        this.reads = reads;
    }

    @Override
    public RemoteConsole open(Caller caller, ServerKey key) {
        return reads.read(caller, key, "server.console", Permission.SERVER_CONSOLE, AuditedConsoles::open);
    }

    @Override
    public RemoteConsole terminal(Caller caller, ServerKey key) {
        return reads.read(caller, key, "server.terminal", Permission.SERVER_CONSOLE, AuditedConsoles::terminal);
    }

    private static RemoteConsole terminal(Compute compute, Server server) {
        if (server.status().off()) {
            throw new ServerOffException(server.status());
        }
        return compute.console(server.id(), RemoteConsole.Type.SERIAL);
    }

    private static RemoteConsole open(Compute compute, Server server) {
        if (server.status().off()) {
            throw new ServerOffException(server.status());
        }
        try {
            return compute.console(server.id(), RemoteConsole.Type.NOVNC);
        } catch (CloudException e) {
            if (e.category() != Category.REFUSED) {
                throw e;
            }
            return spice(compute, server, e);
        }
    }

    /** Throws the first refusal if the cloud offers neither. */
    private static RemoteConsole spice(Compute compute, Server server, CloudException first) {
        try {
            return compute.console(server.id(), RemoteConsole.Type.SPICE);
        } catch (CloudException e) {
            throw e.category() == Category.REFUSED ? first : e;
        }
    }
}
