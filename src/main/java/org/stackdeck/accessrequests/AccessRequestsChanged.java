package org.stackdeck.accessrequests;

import org.stackdeck.identity.UserId;

/** A request of the user was created or changed. Handled after commit. */
public record AccessRequestsChanged(UserId user) {}
