package org.stackdeck.identity;

/** A user was approved, disabled, given another role or password, or renamed. Published after commit. */
public record UserChanged(UserId user) {}
