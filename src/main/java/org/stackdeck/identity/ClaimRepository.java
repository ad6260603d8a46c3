package org.stackdeck.identity;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ClaimRepository extends Repository<StoredClaim, String> {

    Optional<StoredClaim> findById(String tokenHash);

    StoredClaim save(StoredClaim claim);

    @Modifying
    @Query("delete from StoredClaim c where c.createdAt < :before")
    int deleteOlderThan(Instant before);
}
