package org.stackdeck.identity;

import org.stackdeck.platform.node.NodeEvent;

/**
 * Published in the transaction that creates an active user, changes the state, role, display name or password of a
 * user, or executes another action of an administrator on an account, such as removing the second factors or creating a
 * reset code.
 */
public record UserChanged(UserId user) implements NodeEvent {}
