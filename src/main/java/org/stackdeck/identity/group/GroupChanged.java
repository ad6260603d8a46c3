package org.stackdeck.identity.group;

import java.util.Set;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.node.NodeEvent;

/**
 * A group was created, renamed or deleted, or {@code users} were added or removed. Listeners handle the event after the
 * commit.
 */
public record GroupChanged(GroupId group, Set<UserId> users) implements NodeEvent {}
