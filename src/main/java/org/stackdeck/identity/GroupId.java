package org.stackdeck.identity;

import java.util.UUID;

/** The console's own id of a group; never reused. */
public record GroupId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
