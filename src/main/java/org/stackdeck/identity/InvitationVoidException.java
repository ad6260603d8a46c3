package org.stackdeck.identity;

import org.jspecify.annotations.Nullable;

/**
 * A token that opens no invitation now: wrong, used up, expired, withdrawn, or of someone who is no administrator any more.
 * Whoever sent it is not told which. Nothing was done.
 */
public class InvitationVoidException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable StoredInvitation invitation;
    private final String reason;

    /** @param reason for the trail alone */
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
