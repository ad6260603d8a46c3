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

    @Query("select r from AccessRequestEntity r where r.state = OPEN and r.askedAt > :since order by r.askedAt, r.id")
    List<AccessRequestEntity> open(Instant since);

    @Query("select r from AccessRequestEntity r where r.state = OPEN and r.askedAt > :since and r.accountId = :account"
            + " order by r.askedAt desc, r.id")
    List<AccessRequestEntity> open(UUID account, Instant since);

    @Query(
            "select r from AccessRequestEntity r where (r.state <> OPEN or r.askedAt <= :since) and r.state <> WITHDRAWN order by r.changedAt desc, r.id")
    List<AccessRequestEntity> closed(Instant since, Limit limit);

    @Query(
            "select r from AccessRequestEntity r where r.accountId = :account and (r.state <> OPEN or r.askedAt <= :since)"
                    + " order by r.changedAt desc, r.id")
    List<AccessRequestEntity> closed(UUID account, Instant since, Limit limit);

    @Query("select count(r) from AccessRequestEntity r where r.accountId = :account and r.decidedBy is not null"
            + " and r.seen = false")
    int countAnswers(UUID account);

    @Query("select count(r) from AccessRequestEntity r where r.state = OPEN and r.askedAt > :since"
            + " and r.accountId = :account")
    int countOpen(UUID account, Instant since);

    @Query("select count(r) from AccessRequestEntity r where r.accountId = :account and r.askedAt > :since")
    int countSince(UUID account, Instant since);

    @Modifying
    @Query("update AccessRequestEntity r set r.seen = true where r.accountId = :account and r.decidedBy is not null"
            + " and r.seen = false")
    int see(UUID account);

    @Query("select coalesce(max(r.changeNumber), 0) from AccessRequestEntity r")
    long newestChange();

    @Query("select distinct r.accountId from AccessRequestEntity r where r.changeNumber > :after")
    Set<UUID> changedSince(long after);

    /** Increments the change number. Requires the {@link #lock}. */
    @Modifying
    @NativeQuery("update access_requests_lock set change_number = change_number + 1 where id = 1")
    void countChange();

    @NativeQuery("select change_number from access_requests_lock where id = 1")
    long countedChanges();

    /** Locks all requests until the transaction ends. */
    @NativeQuery("select id from access_requests_lock where id = 1 for update")
    int lock();
}
