package org.stackdeck.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PasskeyRepository extends Repository<StoredPasskey, UUID> {

    StoredPasskey save(StoredPasskey passkey);

    Optional<StoredPasskey> findByCredentialHash(String credentialHash);

    Optional<StoredPasskey> findByIdAndAccountId(UUID id, UUID account);

    List<StoredPasskey> findByAccountIdOrderByCreatedAt(UUID account);

    boolean existsByAccountId(UUID account);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from StoredPasskey p where p.id = :id and p.accountId = :account")
    int remove(UUID id, UUID account);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from StoredPasskey p where p.accountId = :account")
    int removeAll(UUID account);
}
