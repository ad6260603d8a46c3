package org.stackdeck.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ClaimRepository extends Repository<StoredClaim, String> {

    Optional<StoredClaim> findById(String tokenHash);

    StoredClaim save(StoredClaim claim);

    /** Detaches the tickets from the name conflict, which marks their registrations as rejected. */
    @Modifying
    @Query("update StoredClaim c set c.clashId = null where c.clashId = :clash")
    int rejectClash(UUID clash);

    @Modifying
    @Query("delete from StoredClaim c where c.createdAt < :before")
    int deleteOlderThan(Instant before);
}
