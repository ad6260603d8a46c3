package org.stackdeck.identity.group;

import java.util.Set;
import org.stackdeck.identity.UserId;

/** A group was created, renamed or removed, or these users were added or removed. Published after commit. */
public record GroupChanged(GroupId group, Set<UserId> users) {}
