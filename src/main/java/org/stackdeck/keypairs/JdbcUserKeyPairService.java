package org.stackdeck.keypairs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.platform.database.DatabaseTimestamps;

@Service
class JdbcUserKeyPairService implements UserKeyPairService {

    private final JdbcClient database;
    private final AuditTrail audit;
    private final AttemptThrottle attemptThrottle;
    private final LoginSessionService loginSessionService;
    private final Clock clock;

    JdbcUserKeyPairService(
            JdbcClient database,
            AuditTrail audit,
            AttemptThrottle attemptThrottle,
            LoginSessionService loginSessionService,
            Clock clock) {
        this.attemptThrottle = attemptThrottle;
        this.loginSessionService = loginSessionService;
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<KeyPair> list(Caller caller) {
        return database.sql("select name, type, content, added_at from key_pair where user_id = ? order by name")
                .param(caller.userId().toString())
                .query(JdbcUserKeyPairService::read)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<KeyPair> find(Caller caller, KeyPairName name) {
        return list(caller).stream().filter(pair -> pair.name().equals(name)).findFirst();
    }

    @Override
    @Transactional
    public KeyPair add(Caller caller, KeyPairName name, SshPublicKey key) {
        attemptThrottle.recordChange(caller);
        return store(caller, name, key, "key.add");
    }

    @Override
    @Transactional
    public GeneratedKeyPair generate(Caller caller, KeyPairName name) {
        attemptThrottle.recordChange(caller);
        Ed25519KeyPair pair = Ed25519KeyPair.generate(name.value());
        return new GeneratedKeyPair(store(caller, name, pair.publicKey(), "key.create"), pair.privateKey());
    }

    @Override
    @Transactional
    public boolean delete(Caller caller, KeyPairName name) {
        attemptThrottle.recordChange(caller);
        int deleted = findStoredName(caller, name)
                .map(stored -> database.sql("delete from key_pair where user_id = ? and name = ?")
                        .params(caller.userId().toString(), stored)
                        .update())
                .orElse(0);
        if (deleted > 0) {
            audit.record(caller.auditEntry("key.remove", "key", null, name.value(), AuditEntry.Result.SUCCESS, null));
            audit.checkAtCommit(() -> loginSessionService.requireActive(caller));
        }
        return deleted > 0;
    }

    /** Returns the name in the database, which can contain invisible characters. */
    private Optional<String> findStoredName(Caller caller, KeyPairName name) {
        return database
                .sql("select name from key_pair where user_id = ? order by name")
                .param(caller.userId().toString())
                .query(String.class)
                .list()
                .stream()
                .filter(stored -> KeyPairName.stored(stored).equals(name))
                .findFirst();
    }

    private KeyPair store(Caller caller, KeyPairName name, SshPublicKey key, String action) {
        KeyPair pair = new KeyPair(name, key, clock.instant());
        // Lock before counting, so that the second of two concurrent calls counts the key pair of the first.
        database.sql("select id from key_pair_lock where id = 1 for update")
                .query(Integer.class)
                .single();
        Long count = database.sql("select count(*) from key_pair where user_id = ?")
                .param(caller.userId().toString())
                .query(Long.class)
                .single();
        if (count >= MAX_PER_USER) {
            throw new TooManyKeyPairsException();
        }
        try {
            database.sql("insert into key_pair (user_id, name, type, content, added_at) values (?, ?, ?, ?, ?)")
                    .params(
                            caller.userId().toString(),
                            name.value(),
                            key.type().name(),
                            key.blob(),
                            DatabaseTimestamps.toDatabase(pair.addedAt()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new KeyPairNameTakenException();
        }
        audit.record(caller.auditEntry(
                action,
                "key",
                null,
                name.value(),
                AuditEntry.Result.SUCCESS,
                AuditDetail.of("fingerprint", key.fingerprint())));
        // The session may have ended while this thread waited for a lock.
        audit.checkAtCommit(() -> loginSessionService.requireActive(caller));
        return pair;
    }

    private static KeyPair read(ResultSet row, int number) throws SQLException {
        Instant added = DatabaseTimestamps.fromDatabase(row, "added_at");
        return new KeyPair(
                KeyPairName.stored(row.getString("name")),
                new SshPublicKey(SshPublicKey.Type.valueOf(row.getString("type")), row.getString("content")),
                added);
    }
}
