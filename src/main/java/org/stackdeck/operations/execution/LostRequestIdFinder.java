package org.stackdeck.operations.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationRepository;

/**
 * Finds the request ID of an action on a server if Nova's response was lost. Returns the oldest action of this kind
 * that Stackdeck's Nova user has requested since the operation was sent and that belongs to no other operation. Only
 * one operation at a time is active on a server. The actions of other operations, including operations of other
 * processes on the same database, therefore have recorded IDs or are older.
 *
 * <p>The result is wrong in one case: Nova never received the request, and another client with Stackdeck's credential
 * requested the same action on the same server at about the same time. Such a client is, for instance, the OpenStack
 * client or a second Stackdeck with its own database. The action counts if it was requested during the search, or
 * before the request within {@link #CLOCK_TOLERANCE} ({@link #LAST_CLOCK_TOLERANCE} in the last search). The operation
 * then reports the result of that action.
 */
@Component
class LostRequestIdFinder {

    /**
     * Assumed maximum difference between the clocks of Nova's API hosts, and maximum error of the measured offset of
     * their clock.
     */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    /** Tolerance of the last search before the operation fails, for hosts whose clocks are not synchronized. */
    private static final Duration LAST_CLOCK_TOLERANCE = Duration.ofMinutes(2);

    private final OperationRepository operationRepository;

    LostRequestIdFinder(OperationRepository operationRepository) {
        this.operationRepository = operationRepository;
    }

    /** @param last whether the operation fails if this search finds nothing */
    Optional<String> find(OperationExecutionData stored, ComputeClient compute, boolean last) {
        return candidates(stored, compute, last)
                .filter(action -> action.userId().equals(compute.userId()))
                .reduce((newer, older) -> older)
                .map(InstanceAction::requestId);
    }

    /**
     * Returns whether Nova has recorded no action of this kind that may be the operation's, by any user. The request
     * was then not sent, because Nova records an action before it responds.
     */
    boolean isAbsent(OperationExecutionData stored, ComputeClient compute) {
        return candidates(stored, compute, true).findAny().isEmpty();
    }

    private Stream<InstanceAction> candidates(OperationExecutionData stored, ComputeClient compute, boolean last) {
        // Load the actions first, because their response also contains Nova's time.
        List<InstanceAction> actions = listActions(stored, compute);
        Instant earliest = stored.operation()
                .sentOrAcceptedAt()
                .plus(compute.clockOffset())
                .minus(last ? LAST_CLOCK_TOLERANCE : CLOCK_TOLERANCE);
        return actions.stream()
                .takeWhile(action -> !action.requestId().equals(stored.precedingRequestId()))
                .filter(action ->
                        stored.precedingRequestId() != null || !action.start().isBefore(earliest))
                .filter(action -> stored.operation()
                        .serverAction()
                        .instanceAction()
                        .filter(action.action()::equals)
                        .isPresent())
                .filter(action -> !operationRepository.hasRequestId(stored.server(), action.requestId()));
    }

    /** Returns an empty list if the server no longer exists; {@link ServerOperationTracker} handles this case. */
    private static List<InstanceAction> listActions(OperationExecutionData stored, ComputeClient compute) {
        try {
            return compute.instanceActions(stored.server().id());
        } catch (CloudException e) {
            if (e.category() == CloudException.Category.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }
}
