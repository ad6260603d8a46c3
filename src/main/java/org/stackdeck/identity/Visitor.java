package org.stackdeck.identity;

/** Origin of a request by a user without an account. */
record Visitor(String source, Caller.Channel channel) {}
