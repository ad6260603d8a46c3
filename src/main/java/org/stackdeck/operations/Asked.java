package org.stackdeck.operations;

/** Result of submitting an action for one of several servers. */
public sealed interface Asked {

    record Accepted(Operation operation) implements Asked {}

    record Refused(Answer answer) implements Asked {}
}
