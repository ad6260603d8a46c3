package org.stackdeck.operations;

/** Result of submitting an action for one of several servers. */
public sealed interface SubmissionResult {

    record Accepted(Operation operation) implements SubmissionResult {}

    record Refused(ActionAvailability availability) implements SubmissionResult {}
}
