package org.stackdeck.access.role;

/** A role was created, changed or deleted. Published after commit. */
public record RoleChanged(String roleName) {}
