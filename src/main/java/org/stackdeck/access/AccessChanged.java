package org.stackdeck.access;

import org.stackdeck.identity.UserId;

/** The access of a user changed, because of a grant, role, group, owned server or account. Handled after commit. */
public record AccessChanged(UserId user) {}
