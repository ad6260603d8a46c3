package org.stackdeck.identity.invitation;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditEntry.Result;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.account.AnonymousClient;

/** Records the use of invitations in the audit trail, with the ID of the invitation and never with its token. */
@Component
class InvitationUseAuditRecorder {

    private static final String TYPE = "invitation";
    private static final String USE = "invitation.use";

    private final AuditTrail trail;

    InvitationUseAuditRecorder(AuditTrail trail) {
        this.trail = trail;
    }

    void recordAcceptance(AnonymousClient anonymousClient, InvitationEntity invitationEntity, User user, User inviter) {
        Caller caller = new Caller(user.id(), user.name(), anonymousClient.source(), anonymousClient.channel());
        String invitation = invitationEntity.id().toString();
        trail.record(caller.auditEntry(
                USE,
                TYPE,
                invitation,
                invitationEntity.invitee(),
                Result.SUCCESS,
                AuditDetail.of("inviter", inviter.name())));
        trail.record(caller.ownAccountEntry("user.register", Result.SUCCESS, AuditDetail.of("invitation", invitation)));
    }

    /** @param invitationEntity null if the invitation is unknown */
    void recordRefusal(
            AnonymousClient anonymousClient, @Nullable InvitationEntity invitationEntity, AuditDetail detail) {
        trail.recordRefusal(new AuditEntry(
                null,
                "(unknown)",
                anonymousClient.source(),
                anonymousClient.channel().name(),
                USE,
                TYPE,
                invitationEntity == null ? null : invitationEntity.id().toString(),
                invitationEntity == null ? null : invitationEntity.invitee(),
                Result.REFUSED,
                detail));
    }

    /** Records that a group of the invitation no longer exists. */
    void recordSkippedGroup(InvitationEntity invitationEntity, Caller inviter, String group) {
        trail.record(inviter.auditEntry(
                "invitation.leave-out",
                TYPE,
                invitationEntity.id().toString(),
                invitationEntity.invitee(),
                Result.FAILED,
                AuditDetail.of("group", group).with("reason", "group-deleted")));
    }
}
