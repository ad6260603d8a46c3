package org.stackdeck.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface NameClashRepository extends Repository<StoredNameClash, UUID> {

    Optional<StoredNameClash> findById(UUID id);

    Optional<StoredNameClash> findByNameAndSource(String name, String source);

    List<StoredNameClash> findAllByOrderByCreatedAt();

    List<StoredNameClash> findAllByOrderByLastAtDesc();

    long count();

    StoredNameClash saveAndFlush(StoredNameClash clash);

    /** Counts another attempt; returns 0 if there is no row yet. */
    @Modifying
    @Query("""
            update StoredNameClash c set c.attempts = c.attempts + 1, c.lastAt = :now, c.displayName = :displayName
            where c.name = :name and c.source = :source""")
    int repeat(String name, String source, String displayName, Instant now);

    void delete(StoredNameClash clash);

    void deleteAll(Iterable<StoredNameClash> clashes);

    @Modifying
    @Query("delete from StoredNameClash c where c.lastAt < :before")
    int deleteOlderThan(Instant before);
}
