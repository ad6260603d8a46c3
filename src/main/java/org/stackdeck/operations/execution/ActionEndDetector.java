package org.stackdeck.operations.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ServerActionCompletionRules;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.state.ActiveOperationRegistry;
import org.stackdeck.operations.state.OperationExecutionData;

/**
 * Detects the ends of actions on servers in the inventory. While many actions are running, their instance actions need
 * not be read repeatedly, because one poll for changes shows the ends of all actions. Applies to actions whose task
 * lasts from their acceptance to their end.
 */
@Component
class ActionEndDetector {

    /**
     * Maximum number of running operations in one cloud for which the instance actions are read continuously. These
     * reads detect the end of an action earlier than the inventory does.
     */
    private static final int MAX_READ_CONTINUOUSLY = 4;

    /** Maximum age of the inventory's data. If the data is older, the instance action is read. */
    private static final Duration MAX_AGE = Duration.ofSeconds(5);

    /** Maximum time between two reads, in case the task remains although the action has failed. */
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

    private static final int MAX_TRACKINGS = 10_000;

    private final Inventory inventory;
    private final ActiveOperationRegistry active;
    private final Clock clock;
    private final Cache<OperationId, Tracking> trackings = Caffeine.newBuilder()
            .maximumSize(MAX_TRACKINGS)
            .executor(Thread::startVirtualThread)
            .build();

    /**
     * @param since when this process first tracked the operation, after the cloud has accepted the action
     * @param read when the instance action was last read; at first, equal to {@code since}
     */
    private record Tracking(Instant since, Instant read) {}

    ActionEndDetector(Inventory inventory, ActiveOperationRegistry activeOperationRegistry, Clock clock) {
        this.inventory = inventory;
        this.active = activeOperationRegistry;
        this.clock = clock;
    }

    /** Returns whether the instance action need not be read now, because the inventory will show the end. */
    boolean isPostponed(OperationExecutionData stored) {
        if (!isApplicable(stored)) {
            return false;
        }
        Instant now = clock.instant();
        Tracking tracking = trackings.get(stored.id(), _ -> new Tracking(now, now));
        Duration pause = Duration.between(tracking.read(), now);
        return !pause.isNegative()
                && pause.compareTo(MAX_PAUSE) < 0
                && isCrowded(stored.operation())
                && inventory.findConfirmed(stored.server(), MAX_AGE).isPresent()
                && !showsEnd(stored);
    }

    void recordRead(OperationExecutionData stored) {
        Instant now = clock.instant();
        trackings.asMap().computeIfPresent(stored.id(), (_, tracking) -> new Tracking(tracking.since(), now));
    }

    /**
     * Returns whether the inventory contains the server without a task, according to a poll that began after the cloud
     * accepted the action. If so, the action has ended, and the inventory contains the resulting state.
     */
    boolean showsEnd(OperationExecutionData stored) {
        return findEnded(stored).isPresent();
    }

    /**
     * Returns whether the inventory proves that the action has succeeded. If it does not, the instance action has the
     * result.
     */
    boolean provesSuccess(OperationExecutionData stored) {
        Optional<ServerStatus> expected = ServerActionCompletionRules.statusAfterSuccess(
                stored.operation().serverAction());
        return expected.isPresent() && findEnded(stored).map(Server::status).equals(expected);
    }

    private Optional<Server> findEnded(OperationExecutionData stored) {
        Tracking tracking = trackings.getIfPresent(stored.id());
        if (tracking == null) {
            return Optional.empty();
        }
        Duration age = Duration.between(tracking.since(), clock.instant());
        return age.isNegative()
                ? Optional.empty()
                : inventory
                        .findConfirmed(stored.server(), age)
                        .filter(server -> server.task().isEmpty());
    }

    private static boolean isApplicable(OperationExecutionData stored) {
        return ServerActionCompletionRules.setsTaskOnAcceptance(
                        stored.operation().serverAction())
                && stored.requestId().isPresent()
                && stored.unansweredAt() == null;
    }

    private boolean isCrowded(Operation operation) {
        return active.all().stream()
                        .filter(other ->
                                other.cloud().equals(operation.cloud()) && other.state() == Operation.State.RUNNING)
                        .limit(MAX_READ_CONTINUOUSLY + 1L)
                        .count()
                > MAX_READ_CONTINUOUSLY;
    }
}
