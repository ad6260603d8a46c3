package org.stackdeck.access;

import org.stackdeck.identity.UserId;

/** What a user may do has changed: a grant, the role, or the account's state. Published after commit. */
public record AccessChanged(UserId user) {}
