package org.stackdeck.identity;

/**
 * A user was created, or the state, role, name, password or factors of a user changed. Published in the transaction.
 */
public record UserChanged(UserId user) {}
