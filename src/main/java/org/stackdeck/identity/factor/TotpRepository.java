package org.stackdeck.identity.factor;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface TotpRepository extends Repository<TotpEntity, UUID> {

    TotpEntity save(TotpEntity totpEntity);

    Optional<TotpEntity> findById(UUID account);

    boolean existsByAccountIdAndConfirmedTrue(UUID account);

    /**
     * Consumes the code of the step. Of two concurrent calls with the same step, one returns 1 and the other returns 0.
     */
    @Modifying(clearAutomatically = true)
    @Query(
            "update TotpEntity t set t.lastStep = :step where t.accountId = :account and t.secret = :encryptedSecret and t.confirmed = true and t.lastStep < :step")
    int consumeStep(UUID account, String encryptedSecret, long step);

    /**
     * Confirms the app if its secret has not changed since the code was verified. A concurrent enrollment may have
     * replaced the secret.
     */
    @Modifying(clearAutomatically = true)
    @Query(
            "update TotpEntity t set t.lastStep = :step, t.confirmed = true where t.accountId = :account and t.secret = :encryptedSecret and t.confirmed = false")
    int confirm(UUID account, String encryptedSecret, long step);

    @Modifying(clearAutomatically = true)
    @Query("delete from TotpEntity t where t.accountId = :account")
    int deleteByAccount(UUID account);

    @Modifying(clearAutomatically = true)
    @Query("delete from TotpEntity t where t.accountId = :account and t.confirmed = false")
    int deleteUnconfirmed(UUID account);
}
