package org.stackdeck.access;

import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** The user to whom a server belongs, whatever the state of their account. */
public record Owner(UserId id, UserName name) {}
