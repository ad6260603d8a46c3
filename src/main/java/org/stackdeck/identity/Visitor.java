package org.stackdeck.identity;

/** From where someone comes who has no account yet. */
record Visitor(String source, Caller.Channel channel) {}
