package org.stackdeck.notices.webhook;

import org.stackdeck.identity.group.GroupId;

/** The webhook of a group was created, changed or deleted. Handled after commit. */
public record GroupWebhookChanged(GroupId group) {}
