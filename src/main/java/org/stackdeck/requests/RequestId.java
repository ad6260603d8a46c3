package org.stackdeck.requests;

import java.util.UUID;

/** Id of an access request. */
public record RequestId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
