package org.stackdeck.preferences;

import java.util.UUID;

public record SavedViewId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
