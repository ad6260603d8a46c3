package org.stackdeck.identity;

/** A group is being removed; published within the transaction, so that what hangs on it goes with it. */
public record GroupRemoved(GroupId group) {}
