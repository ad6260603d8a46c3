package org.stackdeck.identity;

import java.util.Set;

/** A group was made, renamed or removed, or these users came into it or left it. Published after commit. */
public record GroupChanged(GroupId group, Set<UserId> users) {}
