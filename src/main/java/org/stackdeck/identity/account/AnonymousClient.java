package org.stackdeck.identity.account;

import org.stackdeck.identity.Caller;

/** Origin of a request by a user without an account. */
public record AnonymousClient(String source, Caller.Channel channel) {}
