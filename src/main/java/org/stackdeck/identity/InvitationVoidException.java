package org.stackdeck.identity;

import org.jspecify.annotations.Nullable;

/**
 * The token does not belong to a valid invitation: it is wrong, used up, expired or revoked, or its inviter is no
 * longer an administrator. The response does not contain the reason. Nothing was changed.
 */
public class InvitationVoidException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable StoredInvitation invitation;
    private final String reason;

    /** @param reason for the audit trail only */
    InvitationVoidException(@Nullable StoredInvitation invitation, String reason) {
        super("the invitation does not hold");
        this.invitation = invitation;
        this.reason = reason;
    }

    @Nullable
    StoredInvitation invitation() {
        return invitation;
    }

    String reason() {
        return reason;
    }
}
