package org.stackdeck.access.role;

/** Published when a role is created, changed or deleted. Listeners handle it after the commit. */
public record RoleChanged(String roleName) {}
