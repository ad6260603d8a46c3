package org.stackdeck.identity;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, UUID> {

    Optional<Account> findById(UUID id);

    Optional<Account> findByName(String name);

    /** Locks the account until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.id = :id")
    Optional<Account> hold(UUID id);

    List<Account> findAllByOrderByName();

    long countByStateAndRole(User.State state, User.Role role);

    Account saveAndFlush(Account account);

    /** Keeps the version, because preferences do not conflict with other changes. */
    @Modifying(clearAutomatically = true)
    @Query("update Account a set a.language = :language, a.theme = :theme where a.id = :id")
    int prefer(UUID id, @Nullable String language, @Nullable String theme);
}
