package org.stackdeck.identity;

/** Sessions or tokens of the user were ended before their expiry. Published after commit. */
public record SessionsEnded(UserId user) {}
