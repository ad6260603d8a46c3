package org.stackdeck.access;

import java.util.UUID;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupId;

/** User or group that receives a grant. */
public sealed interface Grantee {

    UUID uuid();

    record OfUser(UserId user) implements Grantee {

        @Override
        public UUID uuid() {
            return user.value();
        }
    }

    /** All current members of the group. */
    record OfGroup(GroupId group) implements Grantee {

        @Override
        public UUID uuid() {
            return group.value();
        }
    }

    static Grantee of(UserId user) {
        return new OfUser(user);
    }

    static Grantee of(GroupId group) {
        return new OfGroup(group);
    }
}
