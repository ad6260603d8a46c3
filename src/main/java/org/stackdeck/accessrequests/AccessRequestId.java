package org.stackdeck.accessrequests;

import java.util.UUID;

/** ID of an access request. */
public record AccessRequestId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
