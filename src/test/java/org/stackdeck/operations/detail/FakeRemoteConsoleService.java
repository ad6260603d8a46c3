package org.stackdeck.operations.detail;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.RemoteConsole;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.availability.DefaultActionAvailabilityService;

/** Returns a console for each server, with the refusals of the real implementation. */
public class FakeRemoteConsoleService implements RemoteConsoleService {

    public static final String SECRET = "token-of-the-cloud";

    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;
    private final List<ServerKey> openings = new CopyOnWriteArrayList<>();
    private volatile @Nullable CloudException failure;

    public FakeRemoteConsoleService(Inventory inventory, AccessDecisionService accessDecisionService) {
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
    }

    public void fail(CloudException how) {
        failure = how;
    }

    /** Resets the state. */
    public void clear() {
        failure = null;
        openings.clear();
    }

    /** The servers whose consoles were opened, in order. */
    public List<ServerKey> openings() {
        return List.copyOf(openings);
    }

    @Override
    public RemoteConsole openGraphicalConsole(Caller caller, ServerKey key) {
        return open(
                caller,
                key,
                new RemoteConsole(
                        RemoteConsole.Type.NOVNC,
                        URI.create("https://console.example:6080/vnc_lite.html?path=%3Ftoken%3D" + SECRET)));
    }

    @Override
    public RemoteConsole openSerialConsole(Caller caller, ServerKey key) {
        return open(
                caller,
                key,
                new RemoteConsole(
                        RemoteConsole.Type.SERIAL, URI.create("wss://console.example:6083/?token=" + SECRET)));
    }

    private RemoteConsole open(Caller caller, ServerKey key, RemoteConsole console) {
        Server server = inventory.find(key).orElse(null);
        Decision decision = server == null
                ? new Decision.Invisible()
                : accessDecisionService.decide(
                        accessDecisionService.subject(caller.userId()),
                        Permission.SERVER_CONSOLE,
                        ServerAttributes.of(server));
        if (server == null || !decision.isAllowed()) {
            throw new ActionRefusedException(DefaultActionAvailabilityService.fromDecision(decision));
        }
        if (server.status().isOff()) {
            throw new ServerOffException(server.status());
        }
        openings.add(key);
        CloudException broken = failure;
        if (broken != null) {
            throw broken;
        }
        return console;
    }
}
