package org.stackdeck.access;

import java.util.UUID;

/** ID of a grant. */
public record GrantId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
