package org.stackdeck.identity.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SecurityNoticeRepository extends Repository<SecurityNoticeEntity, UUID> {

    SecurityNoticeEntity save(SecurityNoticeEntity securityNoticeEntity);

    List<SecurityNoticeEntity> findTop20ByAccountIdOrderByHappenedAtDesc(UUID account);

    int countByAccountIdAndSeenFalseAndHappenedAtBefore(UUID account, Instant before);

    @Modifying
    @Query(
            "update SecurityNoticeEntity n set n.seen = true where n.accountId = :account and n.seen = false and n.happenedAt < :before")
    int markSeen(UUID account, Instant before);
}
