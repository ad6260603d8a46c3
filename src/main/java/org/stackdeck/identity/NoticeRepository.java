package org.stackdeck.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface NoticeRepository extends Repository<StoredNotice, UUID> {

    StoredNotice save(StoredNotice notice);

    List<StoredNotice> findTop20ByAccountIdOrderByHappenedAtDesc(UUID account);

    int countByAccountIdAndSeenFalseAndHappenedAtBefore(UUID account, Instant before);

    @Modifying
    @Query(
            "update StoredNotice n set n.seen = true where n.accountId = :account and n.seen = false and n.happenedAt < :before")
    int see(UUID account, Instant before);
}
