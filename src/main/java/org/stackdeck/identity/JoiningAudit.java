package org.stackdeck.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditEntry.Result;
import org.stackdeck.audit.AuditTrail;

/** Records the use of invitations in the audit trail, by id and never with the token. */
@Component
class JoiningAudit {

    private static final String TYPE = "invitation";
    private static final String USE = "invitation.use";

    private final AuditTrail trail;

    JoiningAudit(AuditTrail trail) {
        this.trail = trail;
    }

    void joined(Visitor visitor, StoredInvitation invitation, User user, User inviter) {
        String id = user.id().toString();
        String name = user.name().value();
        trail.record(new AuditEntry(
                id,
                name,
                visitor.source(),
                visitor.channel().name(),
                USE,
                TYPE,
                invitation.id().toString(),
                invitation.invitee(),
                Result.SUCCESS,
                "inviter=" + inviter.name()));
        trail.record(new AuditEntry(
                id,
                name,
                visitor.source(),
                visitor.channel().name(),
                "user.register",
                "user",
                id,
                name,
                Result.SUCCESS,
                "invitation=" + invitation.id()));
    }

    /** @param invitation null if the token is not valid */
    void refused(Visitor visitor, @Nullable StoredInvitation invitation, String why) {
        trail.recordRefusal(new AuditEntry(
                null,
                "(unknown)",
                visitor.source(),
                visitor.channel().name(),
                USE,
                TYPE,
                invitation == null ? null : invitation.id().toString(),
                invitation == null ? null : invitation.invitee(),
                Result.REFUSED,
                why));
    }

    /** Records that a group of the invitation no longer exists. */
    void leftOut(StoredInvitation invitation, Caller giver, String group) {
        trail.record(new AuditEntry(
                giver.userId().toString(),
                giver.userName().value(),
                giver.source(),
                giver.channel().name(),
                "invitation.leave-out",
                TYPE,
                invitation.id().toString(),
                invitation.invitee(),
                Result.FAILED,
                "group=" + group + ", which is gone"));
    }
}
