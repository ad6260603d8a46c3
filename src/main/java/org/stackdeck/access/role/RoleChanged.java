package org.stackdeck.access.role;

/** A role was created, changed or deleted. Handled after commit. */
public record RoleChanged(String roleName) {}
