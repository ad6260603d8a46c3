package org.stackdeck.identity.group;

import java.util.UUID;

/** ID of a group; never reused. */
public record GroupId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
