package org.stackdeck.accessrequests;

import java.util.UUID;

public record AccessRequestId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
