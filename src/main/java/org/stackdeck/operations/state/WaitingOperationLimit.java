package org.stackdeck.operations.state;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Operation;

/** Limits how many operations of a user wait to be sent. */
final class WaitingOperationLimit {

    /**
     * Maximum number of waiting operations, including launches. Checked when an operation other than a launch is
     * accepted.
     */
    private static final int MAX_WAITING = 500;
    /** Maximum number of waiting launches. Lower, because each can have 49 kB of user data. */
    private static final int MAX_WAITING_LAUNCHES = 100;

    private final OperationRepository operationRepository;
    /** Locks that serialize the acceptance of operations, striped by user. */
    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(64).toList();

    WaitingOperationLimit(OperationRepository operationRepository) {
        this.operationRepository = operationRepository;
    }

    /**
     * Accepts operations of one user unless too many would wait. Concurrent requests of one user are serialized on this
     * instance, so that they cannot exceed the limit. Each additional instance can exceed it by the operations of one
     * request.
     *
     * @param first one of the operations
     * @param count number of the operations
     * @param acceptance stores the operations
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
