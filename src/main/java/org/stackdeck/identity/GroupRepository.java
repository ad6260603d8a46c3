package org.stackdeck.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface GroupRepository extends Repository<StoredGroup, UUID> {

    List<StoredGroup> findAllByOrderByName();

    Optional<StoredGroup> findById(UUID id);

    Optional<StoredGroup> findByName(String name);

    @Query("select g.id from StoredGroup g join g.members m where m = ?1")
    Set<UUID> ofMember(UUID account);

    StoredGroup saveAndFlush(StoredGroup group);

    void delete(StoredGroup group);

    /** Locks all groups until the transaction ends. */
    @NativeQuery("select id from groups_lock where id = 1 for update")
    int lock();
}
