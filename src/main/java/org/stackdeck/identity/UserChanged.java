package org.stackdeck.identity;

/** A user was approved, disabled or renamed, or received another role or password. Published after commit. */
public record UserChanged(UserId user) {}
