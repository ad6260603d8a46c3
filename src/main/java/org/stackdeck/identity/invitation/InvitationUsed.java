package org.stackdeck.identity.invitation;

import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/**
 * A user created an account by accepting an invitation. Published within the transaction, so that the account and the
 * grants of the invitation are created together or not at all.
 *
 * @param inviter administrator recorded as the creator of the grants; remains an administrator until the transaction
 *     ends
 */
public record InvitationUsed(InvitationId invitation, String invitee, UserId user, Caller inviter) {}
