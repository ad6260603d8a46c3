package org.stackdeck.operations;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Access;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.RemoteConsole;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;

/** Returns a console for each server, with the refusals of the real implementation. */
public class FakeConsoles implements Consoles {

    public static final String SECRET = "token-of-the-cloud";

    private final Inventory inventory;
    private final Access access;
    private final List<ServerKey> openings = new CopyOnWriteArrayList<>();
    private volatile @Nullable CloudException failure;

    public FakeConsoles(Inventory inventory, Access access) {
        this.inventory = inventory;
        this.access = access;
    }

    public void fail(CloudException how) {
        failure = how;
    }

    /** Resets the state. */
    public void forget() {
        failure = null;
        openings.clear();
    }

    /** The servers whose consoles were opened, in order. */
    public List<ServerKey> openings() {
        return List.copyOf(openings);
    }

    @Override
    public RemoteConsole open(Caller caller, ServerKey key) {
        return open(
                caller,
                key,
                new RemoteConsole(
                        RemoteConsole.Type.NOVNC,
                        URI.create("https://console.example:6080/vnc_lite.html?path=%3Ftoken%3D" + SECRET)));
    }

    @Override
    public RemoteConsole terminal(Caller caller, ServerKey key) {
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
                : access.decide(access.subject(caller.userId()), Permission.SERVER_CONSOLE, ServerFacts.of(server));
        if (server == null || !decision.allowed()) {
            throw new ActionRefusedException(AvailabilityRules.granted(decision));
        }
        if (server.status().off()) {
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
