package org.stackdeck.identity.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface InvitationRepository extends Repository<InvitationEntity, UUID> {

    InvitationEntity saveAndFlush(InvitationEntity invitationEntity);

    Optional<InvitationEntity> findById(UUID id);

    Optional<InvitationEntity> findByTokenHash(String hash);

    List<InvitationEntity> findAllByOrderByCreatedAtDescIdAsc();

    /**
     * Counts one use if the invitation is still valid. Of two concurrent calls for the last use, one returns 1 and the
     * other returns 0.
     */
    @Modifying
    @Query("""
            update InvitationEntity i set i.used = i.used + 1
            where i.id = :id and i.used < i.uses and i.expiresAt > :now and i.revokedAt is null""")
    int countUse(UUID id, Instant now);
}
