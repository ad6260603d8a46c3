package org.stackdeck.requests;

import java.util.UUID;

/** Id of a request for access. */
public record RequestId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
