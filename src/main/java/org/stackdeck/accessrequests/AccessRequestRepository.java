package org.stackdeck.accessrequests;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccessRequestRepository extends Repository<AccessRequestEntity, UUID> {

    AccessRequestEntity save(AccessRequestEntity accessRequestEntity);

    Optional<AccessRequestEntity> findById(UUID id);

    @Query(
            "select r from AccessRequestEntity r where r.state = OPEN and r.requestedAt > :since order by r.requestedAt, r.id")
    List<AccessRequestEntity> findOpen(Instant since);

    @Query("select r from AccessRequestEntity r where r.state = OPEN and r.requestedAt > :after"
            + " and r.requestedAt <= :until order by r.requestedAt, r.id")
    List<AccessRequestEntity> findOpenBetween(Instant after, Instant until);

    @Query(
            "select r from AccessRequestEntity r where r.state = OPEN and r.requestedAt > :since and r.accountId = :account"
                    + " order by r.requestedAt desc, r.id")
    List<AccessRequestEntity> findOpen(UUID account, Instant since);

    @Query(
            "select r from AccessRequestEntity r where (r.state <> OPEN or r.requestedAt <= :since) and r.state <> WITHDRAWN order by r.changedAt desc, r.id")
    List<AccessRequestEntity> findClosed(Instant since, Limit limit);

    @Query(
            "select r from AccessRequestEntity r where r.accountId = :account and (r.state <> OPEN or r.requestedAt <= :since)"
                    + " order by r.changedAt desc, r.id")
    List<AccessRequestEntity> findClosed(UUID account, Instant since, Limit limit);

    @Query("select count(r) from AccessRequestEntity r where r.accountId = :account and r.decidedBy is not null"
            + " and r.seen = false")
    int countUnseenDecisions(UUID account);

    @Query("select count(r) from AccessRequestEntity r where r.state = OPEN and r.requestedAt > :since"
            + " and r.accountId = :account")
    int countOpen(UUID account, Instant since);

    @Query("select count(r) from AccessRequestEntity r where r.accountId = :account and r.requestedAt > :since")
    int countSince(UUID account, Instant since);

    @Modifying
    @Query("update AccessRequestEntity r set r.seen = true where r.accountId = :account and r.decidedBy is not null"
            + " and r.seen = false")
    int markSeen(UUID account);

    @Query("select coalesce(max(r.changeNumber), 0) from AccessRequestEntity r")
    long findNewestChangeNumber();

    @Query("select distinct r.accountId from AccessRequestEntity r where r.changeNumber > :after")
    Set<UUID> findUsersChangedSince(long after);

    /** Increments the change number. Requires the {@link #lock}. */
    @Modifying
    @NativeQuery("update access_requests_lock set change_number = change_number + 1 where id = 1")
    void incrementChangeNumber();

    @NativeQuery("select change_number from access_requests_lock where id = 1")
    long currentChangeNumber();

    /** Locks all requests until the transaction ends. */
    @NativeQuery("select id from access_requests_lock where id = 1 for update")
    int lock();
}
