package org.stackdeck.identity;

import java.util.Set;

/** Group of users that grants can be given to. */
public record Group(GroupId id, GroupName name, Set<UserId> members) {

    public Group {
        members = Set.copyOf(members);
    }
}
