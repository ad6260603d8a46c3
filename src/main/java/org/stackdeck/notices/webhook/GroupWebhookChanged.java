package org.stackdeck.notices.webhook;

import org.stackdeck.identity.group.GroupId;
import org.stackdeck.platform.node.NodeEvent;

/** Published when the webhook of a group is created, changed or deleted. Listeners handle it after the commit. */
public record GroupWebhookChanged(GroupId group) implements NodeEvent {}
