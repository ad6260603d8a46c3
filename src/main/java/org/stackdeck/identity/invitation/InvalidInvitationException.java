package org.stackdeck.identity.invitation;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a token is wrong, its invitation is used up, expired or revoked, or the inviter is no longer an
 * administrator. Only the audit trail contains the reason. Nothing was changed.
 */
public class InvalidInvitationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable InvitationEntity invitationEntity;
    private final String reason;

    /** @param reason code for the audit trail */
    InvalidInvitationException(@Nullable InvitationEntity invitationEntity, String reason) {
        super("the invitation does not hold");
        this.invitationEntity = invitationEntity;
        this.reason = reason;
    }

    @Nullable
    InvitationEntity invitation() {
        return invitationEntity;
    }

    String reason() {
        return reason;
    }
}
