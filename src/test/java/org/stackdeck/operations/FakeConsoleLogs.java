package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Access;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;

/** Returns one console log for all servers, with the refusals of the real implementation. */
public class FakeConsoleLogs implements ConsoleLogs {

    private final Inventory inventory;
    private final Access access;
    private final Clock clock;
    private final List<ServerKey> readings = new CopyOnWriteArrayList<>();
    private volatile String output = "login: ";
    private volatile @Nullable CloudException failure;

    public FakeConsoleLogs(Inventory inventory, Access access, Clock clock) {
        this.inventory = inventory;
        this.access = access;
        this.clock = clock;
    }

    public void write(String text) {
        output = text;
    }

    /** Fails as for a user who has made too many requests. */
    public void failForTooManyRequests(Duration retryAfter) {
        fail(new TooManyQuestionsException(retryAfter));
    }

    public void fail(CloudException how) {
        failure = how;
    }

    /** Resets the state. */
    public void forget() {
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
                .map(server ->
                        access.decide(access.subject(caller.userId()), Permission.SERVER_LOG, ServerFacts.of(server)))
                .orElseGet(Decision.Invisible::new);
        if (decision instanceof Decision.Invisible) {
            throw new ActionRefusedException(new Answer.Invisible());
        }
        if (!decision.allowed()) {
            throw new ActionRefusedException(new Answer.NotGranted(Permission.SERVER_LOG));
        }
        readings.add(key);
        CloudException broken = failure;
        if (broken != null) {
            throw broken;
        }
        return ConsoleLog.of(output, clock.instant());
    }
}
