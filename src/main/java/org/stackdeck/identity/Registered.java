package org.stackdeck.identity;

/** Someone asked for an account, or for a name that is taken. Published after commit. */
public record Registered() {}
