package org.stackdeck.accessrequests;

import org.stackdeck.identity.UserId;
import org.stackdeck.platform.node.NodeEvent;

/** Published when a request of the user is created or changed. Listeners handle it after the commit. */
public record AccessRequestsChanged(UserId user) implements NodeEvent {}
