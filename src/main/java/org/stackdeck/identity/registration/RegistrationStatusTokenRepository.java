package org.stackdeck.identity.registration;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RegistrationStatusTokenRepository extends Repository<RegistrationStatusTokenEntity, String> {

    Optional<RegistrationStatusTokenEntity> findById(String tokenHash);

    RegistrationStatusTokenEntity save(RegistrationStatusTokenEntity statusTokenEntity);

    /** Detaches the status tokens from the name conflict. This marks their registrations as rejected. */
    @Modifying
    @Query("update RegistrationStatusTokenEntity c set c.conflictId = null where c.conflictId = :conflict")
    int rejectByConflict(UUID conflict);

    @Modifying
    @Query("delete from RegistrationStatusTokenEntity c where c.createdAt < :before")
    int deleteOlderThan(Instant before);
}
