package org.stackdeck.identity.group;

import java.util.UUID;

/** IDs of groups are never reused. */
public record GroupId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
