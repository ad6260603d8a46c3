package org.stackdeck.access;

import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** Owner of a server, regardless of the state of the account. */
public record Owner(UserId id, UserName name) {}
