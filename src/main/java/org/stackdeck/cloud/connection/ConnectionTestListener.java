package org.stackdeck.cloud.connection;

/** Receives the progress of a test, on the thread of the test. */
public interface ConnectionTestListener {

    void onStarted(ConnectionStep step);

    void onResult(ConnectionStepResult result);

    /** Returns whether the test ends before its next step. */
    boolean isCancelled();
}
