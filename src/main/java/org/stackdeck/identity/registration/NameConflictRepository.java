package org.stackdeck.identity.registration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface NameConflictRepository extends Repository<NameConflictEntity, UUID> {

    Optional<NameConflictEntity> findById(UUID id);

    Optional<NameConflictEntity> findByNameAndSource(String name, String source);

    List<NameConflictEntity> findAllByOrderByCreatedAt();

    List<NameConflictEntity> findAllByOrderByLastAtDesc();

    long count();

    NameConflictEntity saveAndFlush(NameConflictEntity nameConflictEntity);

    /** Counts another attempt; returns 0 if there is no row yet. */
    @Modifying
    @Query("""
            update NameConflictEntity c set c.attempts = c.attempts + 1, c.lastAt = :now, c.displayName = :displayName
            where c.name = :name and c.source = :source""")
    int repeat(String name, String source, String displayName, Instant now);

    void delete(NameConflictEntity nameConflictEntity);

    void deleteAll(Iterable<NameConflictEntity> clashes);

    @Modifying
    @Query("delete from NameConflictEntity c where c.lastAt < :before")
    int deleteOlderThan(Instant before);
}
