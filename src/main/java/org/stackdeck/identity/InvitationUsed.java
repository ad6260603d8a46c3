package org.stackdeck.identity;

/**
 * Someone has just got an account by an invitation. Published within the transaction, so that what the invitation promises
 * is given with the account or not at all.
 *
 * @param inviter in whose name it is given; an administrator, until the transaction ends
 */
public record InvitationUsed(InvitationId invitation, String invitee, UserId user, Caller inviter) {}
