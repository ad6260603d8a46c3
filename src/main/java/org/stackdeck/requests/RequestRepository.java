package org.stackdeck.requests;

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

interface RequestRepository extends Repository<StoredRequest, UUID> {

    StoredRequest save(StoredRequest request);

    Optional<StoredRequest> findById(UUID id);

    @Query("select r from StoredRequest r where r.state = OPEN and r.askedAt > :since order by r.askedAt, r.id")
    List<StoredRequest> open(Instant since);

    @Query("select r from StoredRequest r where r.state = OPEN and r.askedAt > :since and r.accountId = :account"
            + " order by r.askedAt desc, r.id")
    List<StoredRequest> open(UUID account, Instant since);

    @Query(
            "select r from StoredRequest r where (r.state <> OPEN or r.askedAt <= :since) and r.state <> WITHDRAWN order by r.changedAt desc, r.id")
    List<StoredRequest> closed(Instant since, Limit limit);

    @Query("select r from StoredRequest r where r.accountId = :account and (r.state <> OPEN or r.askedAt <= :since)"
            + " order by r.changedAt desc, r.id")
    List<StoredRequest> closed(UUID account, Instant since, Limit limit);

    @Query("select count(r) from StoredRequest r where r.accountId = :account and r.decidedBy is not null"
            + " and r.seen = false")
    int countAnswers(UUID account);

    @Query("select count(r) from StoredRequest r where r.accountId = :account and r.state = OPEN")
    int countOpen(UUID account);

    @Query("select count(r) from StoredRequest r where r.accountId = :account and r.askedAt > :since")
    int countSince(UUID account, Instant since);

    @Modifying
    @Query("update StoredRequest r set r.seen = true where r.accountId = :account and r.decidedBy is not null"
            + " and r.seen = false")
    int see(UUID account);

    @Query("select coalesce(max(r.changeNumber), 0) from StoredRequest r")
    long newestChange();

    @Query("select distinct r.accountId from StoredRequest r where r.changeNumber > :after")
    Set<UUID> changedSince(long after);

    /** Requires the {@link #lock}. */
    @Modifying
    @NativeQuery("update access_requests_lock set change_number = change_number + 1 where id = 1")
    void countChange();

    @NativeQuery("select change_number from access_requests_lock where id = 1")
    long countedChanges();

    /** Locks all requests until the transaction ends. */
    @NativeQuery("select id from access_requests_lock where id = 1 for update")
    int lock();
}
