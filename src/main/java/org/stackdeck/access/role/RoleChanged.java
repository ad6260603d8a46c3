package org.stackdeck.access.role;

/** Published when a role is created, changed or deleted. Handled after the commit. */
public record RoleChanged(String roleName) {}
