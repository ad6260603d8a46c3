package org.stackdeck.identity.account;

import org.stackdeck.identity.Caller;

/** Address and channel of a client that sends a request without an account. */
public record AnonymousClient(String source, Caller.Channel channel) {}
