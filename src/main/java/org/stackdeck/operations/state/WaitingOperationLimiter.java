package org.stackdeck.operations.state;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Operation;

/** Limits the number of operations of a user that wait to be sent. */
final class WaitingOperationLimiter {

    /**
     * Maximum number of waiting operations, including launches. Checked when an operation other than a launch is
     * accepted.
     */
    private static final int MAX_WAITING = 500;
    /** Maximum number of waiting launches. This limit is lower, because each launch can have 49 kB of user data. */
    private static final int MAX_WAITING_LAUNCHES = 100;

    private final OperationRepository operationRepository;
    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(64).toList();

    WaitingOperationLimiter(OperationRepository operationRepository) {
        this.operationRepository = operationRepository;
    }

    /**
     * Accepts operations of one user unless too many operations of the user would wait. Concurrent calls for one user
     * are serialized on this instance, so that they cannot exceed the limit. Each additional instance can exceed the
     * limit by the operations of one request.
     *
     * @param first one of the operations
     * @param acceptance stores the operations
     * @throws ActionRefusedException if too many operations would wait
     */
    void accept(Operation first, int count, Runnable acceptance) {
        boolean launch = first.action() == ServerAction.CREATE;
        int limit = launch ? MAX_WAITING_LAUNCHES : MAX_WAITING;
        Lock lock = locks.get(Math.floorMod(first.userId().hashCode(), locks.size()));
        lock.lock();
        try {
            if (operationRepository.countWaiting(first.userId(), launch) + count > limit) {
                throw new ActionRefusedException(new ActionAvailability.TooManyWaiting(limit));
            }
            acceptance.run();
        } finally {
            lock.unlock();
        }
    }
}
