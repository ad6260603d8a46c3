package org.stackdeck.identity.invitation;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.MapKeyJdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.secret.SecretToken;

/** Invitation, stored with the digest of its token. */
@Entity
@Table(name = "invitations")
class InvitationEntity {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID id;

    @Column(nullable = false, updatable = false)
    private String tokenHash;

    @Column(nullable = false, updatable = false)
    private String invitee;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(nullable = false, updatable = false)
    private UUID inviterId;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @Column(nullable = false, updatable = false)
    private Instant expiresAt;

    @Column(nullable = false, updatable = false)
    private int uses;

    // Updated by a separate query; see InvitationRepository.countUse.
    @Column(nullable = false, updatable = false)
    private int used;

    @Column(name = "withdrawn_at")
    private @Nullable Instant revokedAt;

    /**
     * Names of the groups when the invitation was created. There is no foreign key, so that a group that is deleted
     * before the invitation is used can be audited by its name.
     */
    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "invitation_groups", joinColumns = @JoinColumn(name = "invitation_id"))
    @MapKeyColumn(name = "group_id")
    @MapKeyJdbcTypeCode(SqlTypes.CHAR)
    @Column(name = "group_name", nullable = false)
    @BatchSize(size = 200)
    private Map<UUID, String> groups = new HashMap<>();

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected InvitationEntity() {}

    InvitationEntity(
            SecretToken token, NewInvitation invitation, Map<GroupId, String> groups, UserId inviter, Instant now) {
        this.id = UUID.randomUUID();
        this.tokenHash = token.digest();
        this.invitee = invitation.invitee();
        this.inviterId = inviter.value();
        this.createdAt = now;
        this.expiresAt = now.plus(invitation.lifetime());
        this.uses = invitation.uses();
        groups.forEach((group, name) -> this.groups.put(group.value(), name));
    }

    InvitationId id() {
        return new InvitationId(id);
    }

    String invitee() {
        return invitee;
    }

    UserId inviter() {
        return new UserId(inviterId);
    }

    Map<GroupId, String> groups() {
        return groups.entrySet().stream()
                .collect(Collectors.toMap(entry -> new GroupId(entry.getKey()), Map.Entry::getValue));
    }

    /**
     * Checks that the invitation can be accepted, apart from the role of the inviter.
     *
     * @throws InvalidInvitationException if the invitation was revoked, is used up or has expired
     */
    void requireValid(Instant now) {
        if (revokedAt != null) {
            throw new InvalidInvitationException(this, "invitation-revoked");
        }
        if (used >= uses) {
            throw new InvalidInvitationException(this, "invitation-used-up");
        }
        if (!now.isBefore(expiresAt)) {
            throw new InvalidInvitationException(this, "invitation-expired");
        }
    }

    /**
     * Returns the account of the inviter.
     *
     * @throws InvalidInvitationException if the inviter is no longer an administrator
     */
    AccountEntity requireAdministrator(Optional<AccountEntity> inviter) {
        return inviter.filter(AccountEntity::isAdministrator)
                .orElseThrow(() -> new InvalidInvitationException(this, "inviter-not-administrator"));
    }

    boolean isRevoked() {
        return revokedAt != null;
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    Invitation toInvitation(boolean inviterIsAdministrator, List<InvitationUseEntity> acceptances) {
        return new Invitation(
                id(),
                invitee,
                inviter(),
                inviterIsAdministrator,
                createdAt,
                expiresAt,
                uses,
                groups(),
                acceptances.stream().map(InvitationUseEntity::toUse).toList(),
                revokedAt);
    }
}
