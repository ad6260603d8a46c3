package org.stackdeck.identity.registration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RegistrationNameConflictRepository extends Repository<RegistrationNameConflictEntity, UUID> {

    Optional<RegistrationNameConflictEntity> findById(UUID id);

    Optional<RegistrationNameConflictEntity> findByNameAndSource(String name, String source);

    List<RegistrationNameConflictEntity> findAllByOrderByCreatedAt();

    List<RegistrationNameConflictEntity> findAllByOrderByLastAtDesc();

    long count();

    RegistrationNameConflictEntity saveAndFlush(RegistrationNameConflictEntity registrationNameConflictEntity);

    /** Increments the number of attempts. Returns 0 if there is no row yet. */
    @Modifying
    @Query("""
            update RegistrationNameConflictEntity c set c.attempts = c.attempts + 1, c.lastAt = :now, c.displayName = :displayName
            where c.name = :name and c.source = :source""")
    int incrementAttempts(String name, String source, String displayName, Instant now);

    void delete(RegistrationNameConflictEntity registrationNameConflictEntity);

    void deleteAll(Iterable<RegistrationNameConflictEntity> conflicts);

    @Modifying
    @Query("delete from RegistrationNameConflictEntity c where c.lastAt < :before")
    int deleteOlderThan(Instant before);
}
