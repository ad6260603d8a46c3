package org.stackdeck.identity.account;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.stackdeck.identity.User;

public interface AccountRepository extends Repository<AccountEntity, UUID> {

    Optional<AccountEntity> findById(UUID id);

    Optional<AccountEntity> findByName(String name);

    /** Locks the account until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from AccountEntity a where a.id = :id")
    Optional<AccountEntity> lockById(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from AccountEntity a where a.name = :name")
    Optional<AccountEntity> lockByName(String name);

    /** Locks the row that serializes changes to accounts by administrators, until the transaction ends. */
    @NativeQuery("select id from administrator_lock where id = 1 for update")
    int lockAdministrators();

    List<AccountEntity> findAllByOrderByName();

    long countByStateAndRole(User.State state, User.Role role);

    long countByState(User.State state);

    /**
     * Returns whether the account has this state and role. Reads the database, even if the transaction has read the
     * account before.
     */
    boolean existsByIdAndStateAndRole(UUID id, User.State state, User.Role role);

    @Modifying
    @Query("delete from AccountEntity a where a.state = :state and a.createdAt < :before")
    int deleteOlderThan(User.State state, Instant before);

    AccountEntity saveAndFlush(AccountEntity accountEntity);

    /** Stores the preferences without increasing the version, because they do not conflict with other changes. */
    @Modifying(clearAutomatically = true)
    @Query("update AccountEntity a set a.language = :language, a.theme = :theme where a.id = :id")
    int updatePreferences(UUID id, @Nullable String language, @Nullable String theme);

    @Query("select a.startPage from AccountEntity a where a.id = :id")
    Optional<String> findStartPage(UUID id);

    @Modifying(clearAutomatically = true)
    @Query("update AccountEntity a set a.startPage = :startPage where a.id = :id")
    int updateStartPage(UUID id, String startPage);
}
