package org.stackdeck.identity.factor;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RecoveryCodeRepository extends Repository<RecoveryCodeEntity, String> {

    <T extends Iterable<RecoveryCodeEntity>> List<RecoveryCodeEntity> saveAll(T codes);

    int countByAccountId(UUID account);

    boolean existsByCodeHashAndAccountId(String codeHash, UUID account);

    /** Consumes the code. Of two concurrent calls with the same code, one returns 1 and the other returns 0. */
    @Modifying
    @Query("delete from RecoveryCodeEntity c where c.codeHash = :codeHash and c.accountId = :account")
    int consume(UUID account, String codeHash);

    @Modifying
    @Query("delete from RecoveryCodeEntity c where c.accountId = :account")
    int deleteByAccount(UUID account);
}
