package org.stackdeck.identity;

/** Sessions or tokens of the user were ended before their time. Published after commit. */
public record SessionsEnded(UserId user) {}
