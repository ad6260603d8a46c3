package org.stackdeck.accessrequests;

import org.stackdeck.identity.UserId;

/** Published when a request of the user is created or changed. Listeners handle it after the commit. */
public record AccessRequestsChanged(UserId user) {}
