package org.stackdeck.identity;

import java.util.Set;

/** Users to whom something is granted together. */
public record Group(GroupId id, GroupName name, Set<UserId> members) {

    public Group {
        members = Set.copyOf(members);
    }
}
