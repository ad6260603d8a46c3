package org.stackdeck.operations.detail;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
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
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.CloudRequestLimitExceededException;
import org.stackdeck.operations.CloudRequestLimitExceededException.Limit;

/**
 * Returns the same consoles and the same console log for all servers. Checks permissions and whether the server is off.
 */
public class FakeServerConsoleService implements ServerConsoleService {

    public static final String SECRET = "token-of-the-cloud";

    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;
    private final Clock clock;
    private final List<ServerKey> openings = new CopyOnWriteArrayList<>();
    private final List<ServerKey> readings = new CopyOnWriteArrayList<>();
    private volatile String output = "login: ";
    private volatile @Nullable CloudException failure;

    public FakeServerConsoleService(Inventory inventory, AccessDecisionService accessDecisionService, Clock clock) {
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
        this.clock = clock;
    }

    public void writeLog(String text) {
        output = text;
    }

    /** Makes further permitted calls fail as for a user who has sent too many requests. */
    public void failForTooManyRequests(Duration retryAfter) {
        fail(new CloudRequestLimitExceededException(Limit.REQUESTS, retryAfter));
    }

    public void fail(CloudException how) {
        failure = how;
    }

    /** Resets the log, the failure and the recorded calls. */
    public void clear() {
        output = "login: ";
        failure = null;
        openings.clear();
        readings.clear();
    }

    /** Returns the servers of all console requests that were not refused, in order. */
    public List<ServerKey> openings() {
        return List.copyOf(openings);
    }

    /** Returns the servers of all log requests that were not refused, in order. */
    public List<ServerKey> readings() {
        return List.copyOf(readings);
    }

    @Override
    public ConsoleLog readLog(Caller caller, ServerKey key) {
        var _ = requirePermission(caller, key, Permission.SERVER_LOG);
        readings.add(key);
        throwFailure();
        return ConsoleLog.fromRaw(output, clock.instant());
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
        Server server = requirePermission(caller, key, Permission.SERVER_CONSOLE);
        if (server.status().isOff()) {
            throw new ServerOffException(server.status());
        }
        openings.add(key);
        throwFailure();
        return console;
    }

    private Server requirePermission(Caller caller, ServerKey key, Permission permission) {
        Server server = inventory.find(key).orElse(null);
        Decision decision = server == null
                ? new Decision.Invisible()
                : accessDecisionService.decide(
                        accessDecisionService.subject(caller.userId()), permission, ServerAttributes.of(server));
        if (server == null || !decision.isAllowed()) {
            throw new ActionRefusedException(ActionAvailability.of(decision));
        }
        return server;
    }

    private void throwFailure() {
        CloudException broken = failure;
        if (broken != null) {
            throw broken;
        }
    }
}
