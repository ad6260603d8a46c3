package org.stackdeck.identity.group;

import java.util.Set;
import org.stackdeck.identity.UserId;

/** Group of users, to which grants can be given. */
public record Group(GroupId id, GroupName name, Set<UserId> members) {

    public Group {
        members = Set.copyOf(members);
    }
}
