package org.stackdeck.access;

import org.stackdeck.identity.UserId;
import org.stackdeck.platform.node.NodeEvent;

/**
 * Published when a change to a grant, role, group, owner or account affects the access of a user. Listeners handle it
 * after the commit.
 */
public record AccessChanged(UserId user) implements NodeEvent {}
