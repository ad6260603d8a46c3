package org.stackdeck.identity.invitation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.stackdeck.identity.UserId;

/** Acceptance of an invitation by a user. */
@Entity
@Table(name = "invitation_uses")
class InvitationUseEntity {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID accountId;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(nullable = false)
    private UUID invitationId;

    @Column(nullable = false)
    private Instant usedAt;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected InvitationUseEntity() {}

    InvitationUseEntity(UserId account, InvitationId invitation, Instant usedAt) {
        this.accountId = account.value();
        this.invitationId = invitation.value();
        this.usedAt = usedAt;
    }

    InvitationId invitation() {
        return new InvitationId(invitationId);
    }

    Invitation.InvitationUse toUse() {
        return new Invitation.InvitationUse(new UserId(accountId), usedAt);
    }
}
