package org.stackdeck.keypairs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.PublicKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.platform.StoredTime;

/** Stores key pairs in the database. */
@Service
class StoredKeyPairs implements KeyPairs {

    private final JdbcClient database;
    private final AuditTrail audit;
    private final Clock clock;

    StoredKeyPairs(JdbcClient database, AuditTrail audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<KeyPair> of(Caller caller) {
        return database.sql("select name, type, content, added_at from key_pair where user_id = ? order by name")
                .param(caller.userId().toString())
                .query(StoredKeyPairs::read)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<KeyPair> find(Caller caller, KeyName name) {
        return database.sql("select name, type, content, added_at from key_pair where user_id = ? and name = ?")
                .params(caller.userId().toString(), name.value())
                .query(StoredKeyPairs::read)
                .optional();
    }

    @Override
    @Transactional
    public KeyPair add(Caller caller, KeyName name, PublicKey key) {
        return keep(caller, name, key, "key.add");
    }

    @Override
    @Transactional
    public MadeKeyPair make(Caller caller, KeyName name) {
        NewPair pair = NewPair.make(name.value());
        return new MadeKeyPair(keep(caller, name, pair.publicKey(), "key.create"), pair.privateKey());
    }

    @Override
    @Transactional
    public boolean remove(Caller caller, KeyName name) {
        boolean removed = 1
                == database.sql("delete from key_pair where user_id = ? and name = ?")
                        .params(caller.userId().toString(), name.value())
                        .update();
        if (removed) {
            audit.record(caller.entry("key.remove", "key", null, name.value(), AuditEntry.Result.SUCCESS, null));
        }
        return removed;
    }

    private KeyPair keep(Caller caller, KeyName name, PublicKey key, String action) {
        KeyPair pair = new KeyPair(name, key, clock.instant().truncatedTo(ChronoUnit.MICROS));
        // Lock before counting, so that of two concurrent calls the second one counts the key of the first.
        database.sql("select id from key_pair_lock where id = 1 for update")
                .query(Integer.class)
                .single();
        Long count = database.sql("select count(*) from key_pair where user_id = ?")
                .param(caller.userId().toString())
                .query(Long.class)
                .single();
        if (count >= MOST) {
            throw new TooManyKeysException();
        }
        try {
            database.sql("insert into key_pair (user_id, name, type, content, added_at) values (?, ?, ?, ?, ?)")
                    .params(
                            caller.userId().toString(),
                            name.value(),
                            key.type().name(),
                            key.blob(),
                            StoredTime.of(pair.addedAt()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new KeyNameTakenException();
        }
        audit.record(caller.entry(
                action, "key", null, name.value(), AuditEntry.Result.SUCCESS, "fingerprint=" + key.fingerprint()));
        return pair;
    }

    private static KeyPair read(ResultSet row, int number) throws SQLException {
        Instant added = StoredTime.read(row, "added_at");
        return new KeyPair(
                new KeyName(row.getString("name")),
                new PublicKey(PublicKey.Type.valueOf(row.getString("type")), row.getString("content")),
                added);
    }
}
