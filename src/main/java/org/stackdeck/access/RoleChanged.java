package org.stackdeck.access;

/** A role was created, changed or deleted. Published after commit. */
public record RoleChanged(String word) {}
