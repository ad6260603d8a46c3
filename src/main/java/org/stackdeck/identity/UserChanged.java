package org.stackdeck.identity;

/**
 * Published in the transaction that creates an active user, changes the state, role, display name or password of a
 * user, removes the second factors of a user at the request of an administrator, or creates a reset code.
 */
public record UserChanged(UserId user) {}
