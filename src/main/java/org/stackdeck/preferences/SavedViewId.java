package org.stackdeck.preferences;

import java.util.UUID;

/** ID of a saved view. */
public record SavedViewId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
