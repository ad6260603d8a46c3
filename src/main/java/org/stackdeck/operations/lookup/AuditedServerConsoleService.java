package org.stackdeck.operations.lookup;

import java.time.Clock;
import java.util.function.BiFunction;
import org.springframework.stereotype.Service;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.RemoteConsole;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.detail.ConsoleLog;
import org.stackdeck.operations.detail.ServerConsoleService;
import org.stackdeck.operations.detail.ServerOffException;

/**
 * Reads console logs, and opens serial and graphical consoles. Graphical consoles use noVNC or, if the cloud refuses
 * noVNC, SPICE.
 */
@Service
class AuditedServerConsoleService implements ServerConsoleService {

    private final AuditedReadService auditedReadService;
    private final Clock clock;

    AuditedServerConsoleService(AuditedReadService auditedReadService, Clock clock) {
        this.auditedReadService = auditedReadService;
        this.clock = clock;
    }

    @Override
    public ConsoleLog readLog(Caller caller, ServerKey key) {
        String output = auditedReadService.read(
                caller,
                key,
                "server.log",
                Permission.SERVER_LOG,
                (compute, server) -> compute.consoleOutput(server.id(), ConsoleLog.MAX_LINES));
        return ConsoleLog.fromRaw(output, clock.instant());
    }

    @Override
    public RemoteConsole openGraphicalConsole(Caller caller, ServerKey key) {
        return open(caller, key, "server.console", AuditedServerConsoleService::requestGraphicalConsole);
    }

    @Override
    public RemoteConsole openSerialConsole(Caller caller, ServerKey key) {
        return open(caller, key, "server.terminal", AuditedServerConsoleService::requestSerialConsole);
    }

    private RemoteConsole open(
            Caller caller, ServerKey key, String name, BiFunction<ComputeClient, Server, RemoteConsole> request) {
        return auditedReadService.read(caller, key, name, Permission.SERVER_CONSOLE, request);
    }

    private static RemoteConsole requestSerialConsole(ComputeClient compute, Server server) {
        requireRunning(server);
        return compute.createConsole(server.id(), RemoteConsole.Type.SERIAL);
    }

    private static RemoteConsole requestGraphicalConsole(ComputeClient compute, Server server) {
        requireRunning(server);
        try {
            return compute.createConsole(server.id(), RemoteConsole.Type.NOVNC);
        } catch (CloudException e) {
            if (e.category() != Category.REFUSED) {
                throw e;
            }
            return requestSpiceConsole(compute, server, e);
        }
    }

    private static void requireRunning(Server server) {
        if (server.status().isOff()) {
            throw new ServerOffException(server.status());
        }
    }

    /** Requests a SPICE console. Throws {@code first} if the cloud refuses SPICE too. */
    private static RemoteConsole requestSpiceConsole(ComputeClient compute, Server server, CloudException first) {
        try {
            return compute.createConsole(server.id(), RemoteConsole.Type.SPICE);
        } catch (CloudException e) {
            throw e.category() == Category.REFUSED ? first : e;
        }
    }
}
