package org.stackdeck.accessrequests;

import java.util.UUID;

/** Id of an access request. */
public record AccessRequestId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
