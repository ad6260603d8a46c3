package org.stackdeck.operations.detail;

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
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.CloudRequestLimitExceededException;

/** Returns one console log for all servers, with the refusals of the real implementation. */
public class FakeConsoleLogService implements ConsoleLogService {

    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;
    private final Clock clock;
    private final List<ServerKey> readings = new CopyOnWriteArrayList<>();
    private volatile String output = "login: ";
    private volatile @Nullable CloudException failure;

    public FakeConsoleLogService(Inventory inventory, AccessDecisionService accessDecisionService, Clock clock) {
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
        this.clock = clock;
    }

    public void write(String text) {
        output = text;
    }

    /** Fails as for a user who has made too many requests. */
    public void failForTooManyRequests(Duration retryAfter) {
        fail(new CloudRequestLimitExceededException(retryAfter));
    }

    public void fail(CloudException how) {
        failure = how;
    }

    /** Resets the state. */
    public void clear() {
        output = "login: ";
        failure = null;
        readings.clear();
    }

    /** The servers whose logs were read, in order. */
    public List<ServerKey> readings() {
        return List.copyOf(readings);
    }

    @Override
    public ConsoleLog read(Caller caller, ServerKey key) {
        Decision decision = inventory
                .find(key)
                .map(server -> accessDecisionService.decide(
                        accessDecisionService.subject(caller.userId()),
                        Permission.SERVER_LOG,
                        ServerAttributes.of(server)))
                .orElseGet(Decision.Invisible::new);
        if (decision instanceof Decision.Invisible) {
            throw new ActionRefusedException(new ActionAvailability.Invisible());
        }
        if (!decision.isAllowed()) {
            throw new ActionRefusedException(new ActionAvailability.NotGranted(Permission.SERVER_LOG));
        }
        readings.add(key);
        CloudException broken = failure;
        if (broken != null) {
            throw broken;
        }
        return ConsoleLog.fromRaw(output, clock.instant());
    }
}
