package org.stackdeck.access;

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
import org.stackdeck.identity.InvitationId;

/** Grant of an invitation. */
@Entity
@Immutable
@Table(name = "invitation_grants")
class StoredPromise {

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
    protected StoredPromise() {}

    StoredPromise(InvitationId invitation, int position, PromisedGrant promised) {
        this.id = UUID.randomUUID();
        this.invitationId = invitation.value();
        this.position = position;
        this.terms = TermsJson.write(promised);
    }

    InvitationId invitation() {
        return new InvitationId(invitationId);
    }

    int position() {
        return position;
    }

    /** Name of the role; empty for individual permissions. */
    String role() {
        return toPromised(word -> new Role(word, Set.of())).terms().role().word();
    }

    PromisedGrant toPromised(Function<String, Role> roles) {
        return TermsJson.promised(terms, roles);
    }
}
