package org.stackdeck.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface NameClashRepository extends Repository<StoredNameClash, UUID> {

    Optional<StoredNameClash> findById(UUID id);

    List<StoredNameClash> findAllByOrderByCreatedAt();

    StoredNameClash save(StoredNameClash clash);

    void delete(StoredNameClash clash);
}
