package org.stackdeck.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

interface GrantRepository extends Repository<StoredGrant, UUID> {

    List<StoredGrant> findBySubjectTypeAndSubjectId(StoredGrant.SubjectType type, UUID subject);

    List<StoredGrant> findByRole(String role);

    List<StoredGrant> findAll();

    Optional<StoredGrant> findById(UUID id);

    StoredGrant save(StoredGrant grant);

    void delete(StoredGrant grant);

    /** Waits until nobody else changes grants, and keeps others from it until the transaction ends. */
    @NativeQuery("select id from grants_lock where id = 1 for update")
    int lock();
}
