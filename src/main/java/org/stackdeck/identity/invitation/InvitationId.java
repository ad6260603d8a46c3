package org.stackdeck.identity.invitation;

import java.util.UUID;

/** ID of an invitation. Not a secret: it cannot be used to accept the invitation. */
public record InvitationId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
