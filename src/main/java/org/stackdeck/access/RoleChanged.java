package org.stackdeck.access;

/** A role was made, given other permissions, or removed. Published after commit. */
public record RoleChanged(String word) {}
