package org.stackdeck.access.ownership;

import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** Owner of a server, regardless of the state of the account. */
public record ServerOwner(UserId id, UserName name) {}
