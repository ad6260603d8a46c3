package org.stackdeck.identity.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;

public interface LoginSessionRepository extends Repository<LoginSessionEntity, UUID> {

    LoginSessionEntity save(LoginSessionEntity loginSessionEntity);

    Optional<LoginSessionEntity> findById(UUID id);

    /** Finds the session unless it has expired. Browser sessions also expire when idle. */
    @Query("""
            select s from LoginSessionEntity s where s.id = :id and s.expiresAt > :now
            and (s.kind = org.stackdeck.identity.session.LoginSession.Kind.TOKEN or s.activeAt > :idleSince)""")
    Optional<LoginSessionEntity> findAlive(UUID id, Instant now, Instant idleSince);

    /**
     * Finds the session with this digest of its restore token, unless it has expired or its user is not active. The
     * generation of the user must still be the one at the sign-in.
     */
    @Query("""
            select s from LoginSessionEntity s, AccountEntity a where s.restoreDigest = :digest
            and s.expiresAt > :now and s.activeAt > :idleSince
            and a.id = s.accountId and a.generation = s.generation
            and a.state = org.stackdeck.identity.User.State.ACTIVE""")
    Optional<LoginSessionEntity> findRestorable(String digest, Instant now, Instant idleSince);

    @Modifying
    @Query("update LoginSessionEntity s set s.restoreDigest = :digest where s.id = :id")
    int setRestoreDigest(UUID id, String digest);

    @Modifying
    @Query("update LoginSessionEntity s set s.restoreDigest = null where s.restoreDigest = :digest")
    int clearRestoreDigest(String digest);

    /** Finds the session of the caller, even if it has expired. */
    default Optional<LoginSession> findByCaller(Caller caller) {
        return Optional.ofNullable(caller.session())
                .flatMap(id -> findStored(id.value()))
                .map(LoginSessionEntity::toSession);
    }

    /**
     * Finds the session like {@link #findById}, but detects the end of a session that the transaction has read before.
     */
    @Query("select s from LoginSessionEntity s where s.id = :id")
    Optional<LoginSessionEntity> findStored(UUID id);

    @Query("select s.id from LoginSessionEntity s where s.kind = org.stackdeck.identity.session.LoginSession.Kind.WEB")
    List<UUID> findWebIds();

    List<LoginSessionEntity> findByAccountIdOrderByActiveAtDesc(UUID account);

    @Query("""
            select s from LoginSessionEntity s where s.expiresAt <= :now
            or (s.kind = org.stackdeck.identity.session.LoginSession.Kind.WEB and s.activeAt <= :idleSince)""")
    List<LoginSessionEntity> findExpired(Instant now, Instant idleSince);

    @Transactional
    @Modifying
    @Query("update LoginSessionEntity s set s.activeAt = :now where s.id = :id and s.activeAt < :now")
    int recordActivity(UUID id, Instant now);

    /** Ends the session. Of two concurrent calls, one returns 1 and the other returns 0. */
    @Modifying
    @Query("delete from LoginSessionEntity s where s.id = :id and s.accountId = :account")
    int end(UUID id, UUID account);

    @Modifying
    @Query("delete from LoginSessionEntity s where s.accountId = :account")
    int endAll(UUID account);

    @Modifying
    @Query("delete from LoginSessionEntity s where s.accountId = :account and s.id <> :kept")
    int endOthers(UUID account, UUID kept);

    /** Ends the sessions in which only the password was verified, for all users with the role. */
    @Modifying
    @Query("""
            delete from LoginSessionEntity s where s.factors = 'PASSWORD'
            and s.accountId in (select a.id from AccountEntity a where a.role = :role)""")
    int endWithoutSecondFactor(User.Role role);

    /** Ends sessions that were created with another generation of the account. */
    @Modifying
    @Query("delete from LoginSessionEntity s where s.accountId = :account and s.generation <> :generation")
    int endStale(UUID account, long generation);
}
