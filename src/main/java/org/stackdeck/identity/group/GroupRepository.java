package org.stackdeck.identity.group;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface GroupRepository extends Repository<GroupEntity, UUID> {

    List<GroupEntity> findAllByOrderByName();

    Optional<GroupEntity> findById(UUID id);

    Optional<GroupEntity> findByName(String name);

    @Query("select g.id from GroupEntity g join g.members m where m = ?1")
    Set<UUID> ofMember(UUID account);

    GroupEntity saveAndFlush(GroupEntity groupEntity);

    void delete(GroupEntity groupEntity);

    /** Locks the row that serializes changes to groups, until the transaction ends. */
    @NativeQuery("select id from groups_lock where id = 1 for update")
    int lock();
}
