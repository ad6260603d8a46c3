package org.stackdeck.access.role;

import org.stackdeck.platform.node.NodeEvent;

/** Published when a role is created, changed or deleted. Listeners handle it after the commit. */
public record RoleChanged(String roleName) implements NodeEvent {}
