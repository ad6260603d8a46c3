package org.stackdeck.identity;

import java.util.Set;

/** A group was created, renamed or removed, or these users were added or removed. Published after commit. */
public record GroupChanged(GroupId group, Set<UserId> users) {}
