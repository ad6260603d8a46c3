package org.stackdeck.contract;

import java.util.ArrayDeque;
import java.util.Deque;

/** Deletions of the objects that a benchmark has created, the last one first. */
final class CleanUpQueue implements AutoCloseable {

    private static final int MAX_TRIES = 10;

    private final Deque<Runnable> deletions = new ArrayDeque<>();

    void push(Runnable deletion) {
        deletions.push(deletion);
    }

    Runnable pop() {
        return deletions.pop();
    }

    /** Deletes the objects. Repeats deletions that are not possible yet, such as the deletion of an attached volume. */
    @Override
    public void close() {
        for (int tries = 0; tries < MAX_TRIES && !deletions.isEmpty(); tries++) {
            deletions.removeIf(CleanUpQueue::isDeleted);
            OutsideChangeMeter.pauseForARandomTime();
        }
    }

    private static boolean isDeleted(Runnable deletion) {
        try {
            deletion.run();
            return true;
        } catch (AssertionError _) {
            return false;
        }
    }
}
