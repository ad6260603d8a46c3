package org.stackdeck.identity;

import org.stackdeck.platform.node.NodeEvent;

/**
 * An active user was created, or the state, role, display name or password of a user changed. Also published after
 * other actions of administrators on an account, such as the removal of second factors or the creation of a reset code.
 * Published in the transaction of the change.
 */
public record UserChanged(UserId user) implements NodeEvent {}
