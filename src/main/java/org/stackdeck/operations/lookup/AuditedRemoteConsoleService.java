package org.stackdeck.operations.lookup;

import org.springframework.stereotype.Service;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Compute;
import org.stackdeck.cloud.server.RemoteConsole;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.detail.RemoteConsoleService;
import org.stackdeck.operations.detail.ServerOffException;

/** Opens graphical consoles, by noVNC otherwise SPICE, and serial consoles. */
@Service
class AuditedRemoteConsoleService implements RemoteConsoleService {

    private final AuditedReadService auditedReadService;

    AuditedRemoteConsoleService(AuditedReadService auditedReadService) {
        this.auditedReadService = auditedReadService;
    }

    @Override
    public RemoteConsole openGraphicalConsole(Caller caller, ServerKey key) {
        return auditedReadService.read(
                caller,
                key,
                "server.console",
                Permission.SERVER_CONSOLE,
                AuditedRemoteConsoleService::requestGraphicalConsole);
    }

    @Override
    public RemoteConsole openSerialConsole(Caller caller, ServerKey key) {
        return auditedReadService.read(
                caller,
                key,
                "server.terminal",
                Permission.SERVER_CONSOLE,
                AuditedRemoteConsoleService::requestSerialConsole);
    }

    private static RemoteConsole requestSerialConsole(Compute compute, Server server) {
        if (server.status().isOff()) {
            throw new ServerOffException(server.status());
        }
        return compute.createConsole(server.id(), RemoteConsole.Type.SERIAL);
    }

    private static RemoteConsole requestGraphicalConsole(Compute compute, Server server) {
        if (server.status().isOff()) {
            throw new ServerOffException(server.status());
        }
        try {
            return compute.createConsole(server.id(), RemoteConsole.Type.NOVNC);
        } catch (CloudException e) {
            if (e.category() != Category.REFUSED) {
                throw e;
            }
            return requestSpiceConsole(compute, server, e);
        }
    }

    /** Throws the first refusal if the cloud offers neither. */
    private static RemoteConsole requestSpiceConsole(Compute compute, Server server, CloudException first) {
        try {
            return compute.createConsole(server.id(), RemoteConsole.Type.SPICE);
        } catch (CloudException e) {
            throw e.category() == Category.REFUSED ? first : e;
        }
    }
}
