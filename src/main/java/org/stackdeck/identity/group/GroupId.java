package org.stackdeck.identity.group;

import java.util.UUID;

/** ID of a group. Never reused. */
public record GroupId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
