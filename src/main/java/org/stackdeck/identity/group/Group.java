package org.stackdeck.identity.group;

import java.util.Set;
import org.stackdeck.identity.UserId;

/** Group of users that can receive grants. */
public record Group(GroupId id, GroupName name, Set<UserId> members) {

    public Group {
        members = Set.copyOf(members);
    }
}
