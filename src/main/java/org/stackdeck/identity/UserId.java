package org.stackdeck.identity;

import java.util.UUID;

/** IDs of users are never reused. */
public record UserId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
