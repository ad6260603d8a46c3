package org.stackdeck.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** User who accepted an invitation. */
@Entity
@Table(name = "invitation_uses")
class StoredInvitationUse {

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
    protected StoredInvitationUse() {}

    StoredInvitationUse(UserId account, InvitationId invitation, Instant usedAt) {
        this.accountId = account.value();
        this.invitationId = invitation.value();
        this.usedAt = usedAt;
    }

    InvitationId invitation() {
        return new InvitationId(invitationId);
    }

    Invitation.Use toUse() {
        return new Invitation.Use(new UserId(accountId), usedAt);
    }
}
