package org.stackdeck.cloud.connection;

/** Receives the progress of a test, on the thread of the test. */
public interface ConnectionTestListener {

    void onStarted(ConnectionStep step);

    void onResult(ConnectionStepResult result);

    /** Returns whether the test must end before its next step. */
    boolean isCancelled();
}
