package org.stackdeck.access;

import java.util.UUID;

public record GrantId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
