package org.stackdeck.operations;

/** What came of asking for one of many. */
public sealed interface Asked {

    record Accepted(Operation operation) implements Asked {}

    record Refused(Answer answer) implements Asked {}
}
