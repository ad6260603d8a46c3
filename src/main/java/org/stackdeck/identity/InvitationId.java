package org.stackdeck.identity;

import java.util.UUID;

/** The console's own id of an invitation; it opens nothing. */
public record InvitationId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
