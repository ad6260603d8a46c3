package org.stackdeck.identity;

import java.util.UUID;

/** ID of a user. Never reused. */
public record UserId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
