package org.stackdeck.identity;

/**
 * An active user was created, or the state, role, display name or password of a user was changed, or an administrator
 * removed the second factors of a user or created a reset code. Published in the transaction.
 */
public record UserChanged(UserId user) {}
