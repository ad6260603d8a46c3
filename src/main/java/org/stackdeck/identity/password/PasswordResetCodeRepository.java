package org.stackdeck.identity.password;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface PasswordResetCodeRepository extends Repository<PasswordResetCodeEntity, UUID> {

    PasswordResetCodeEntity save(PasswordResetCodeEntity passwordResetCodeEntity);

    boolean existsByCodeHashAndExpiresAtAfter(String codeHash, Instant now);

    /** Returns whether the account has a valid code that an administrator issued. */
    boolean existsByAccountIdAndSessionIdIsNotNullAndExpiresAtAfter(UUID account, Instant now);

    /** Consumes the code. Of two concurrent calls, one returns 1 and the other returns 0. */
    @Modifying
    @Query(
            "delete from PasswordResetCodeEntity c where c.accountId = :account and c.codeHash = :hash and c.expiresAt > :now")
    int consume(UUID account, String hash, Instant now);

    @Modifying
    @Query("delete from PasswordResetCodeEntity c where c.accountId = :account")
    void deleteByAccount(UUID account);
}
