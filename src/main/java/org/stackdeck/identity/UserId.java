package org.stackdeck.identity;

import java.util.UUID;

/** The console's own id of a user; never reused. */
public record UserId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
