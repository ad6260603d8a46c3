package org.stackdeck.access.invitation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.stackdeck.access.Role;
import org.stackdeck.access.json.GrantTermsJsonMapper;
import org.stackdeck.identity.invitation.InvitationId;

/** Database entity of a grant that an invitation includes. */
@Entity
@Immutable
@Table(name = "invitation_grants")
class InvitationGrantEntity {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID id;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(nullable = false)
    private UUID invitationId;

    @Column(nullable = false)
    private int position;

    @Column(nullable = false)
    private String terms;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected InvitationGrantEntity() {}

    InvitationGrantEntity(InvitationId invitation, int position, InvitationGrant invitationGrant) {
        this.id = UUID.randomUUID();
        this.invitationId = invitation.value();
        this.position = position;
        this.terms = GrantTermsJsonMapper.write(invitationGrant);
    }

    InvitationId invitation() {
        return new InvitationId(invitationId);
    }

    /** Returns the name of the role; empty for individual permissions. */
    String role() {
        return toInvitationGrant(name -> new Role(name, Set.of()))
                .terms()
                .role()
                .name();
    }

    InvitationGrant toInvitationGrant(Function<String, Role> roles) {
        return GrantTermsJsonMapper.invitationGrant(terms, roles);
    }
}
