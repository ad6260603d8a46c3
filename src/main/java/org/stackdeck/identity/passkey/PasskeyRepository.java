package org.stackdeck.identity.passkey;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface PasskeyRepository extends Repository<PasskeyEntity, UUID> {

    PasskeyEntity save(PasskeyEntity passkeyEntity);

    Optional<PasskeyEntity> findByCredentialHash(String credentialHash);

    Optional<PasskeyEntity> findByIdAndAccountId(UUID id, UUID account);

    List<PasskeyEntity> findByAccountIdOrderByCreatedAt(UUID account);

    boolean existsByAccountId(UUID account);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from PasskeyEntity p where p.id = :id and p.accountId = :account")
    int remove(UUID id, UUID account);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from PasskeyEntity p where p.accountId = :account")
    int removeAll(UUID account);
}
