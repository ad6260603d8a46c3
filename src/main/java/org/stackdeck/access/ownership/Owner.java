package org.stackdeck.access.ownership;

import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** Owner of a server or another resource, regardless of the state of the account. */
public record Owner(UserId id, UserName name) {}
