package org.stackdeck.access;

import org.stackdeck.identity.UserId;

/** The access of a user changed: a grant, the role, or the account's state. Published after commit. */
public record AccessChanged(UserId user) {}
