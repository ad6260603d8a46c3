package org.stackdeck.identity.secret;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Database column with values that {@link SecretBox} has encrypted. Each such column has a subclass, which is a bean
 * without dependencies.
 */
public abstract class EncryptedColumn {

    private final String description;
    private final String table;
    private final String column;
    private final List<String> primaryKey;

    /** @param description plural noun that describes the secrets in the log; several columns can share it */
    protected EncryptedColumn(String description, String table, String column, String... primaryKey) {
        this.description = description;
        this.table = table;
        this.column = column;
        this.primaryKey = List.of(primaryKey);
    }

    /**
     * Returns the owner for whom the secret in the row was encrypted. May throw an {@link IllegalArgumentException} if
     * the row is damaged.
     *
     * @param row all columns of the table
     */
    protected abstract String owner(ResultSet row) throws SQLException;

    /**
     * Numbers of secrets after they were encrypted with another key.
     *
     * @param readable secrets that are encrypted with the new key now
     * @param unreadable secrets that neither key decrypts; they are unchanged
     */
    public record Reencryption(long readable, long unreadable) {

        public static final Reencryption NONE = new Reencryption(0, 0);

        public Reencryption plus(Reencryption other) {
            return new Reencryption(readable + other.readable, unreadable + other.unreadable);
        }
    }

    String description() {
        return description;
    }

    @Override
    public String toString() {
        return table + "." + column;
    }

    /** Returns the number of secrets that the key cannot decrypt. Reads all secrets of the column. */
    public long countUnreadable(JdbcClient database, SecretBox box) {
        try (Stream<Boolean> readable = database
                .sql("select * from " + table + " where " + column + " is not null")
                .query((row, _) -> canOpen(row, box))
                .stream()) {
            return readable.filter(opens -> !opens).count();
        }
    }

    /**
     * Encrypts all secrets of the column with the next key. Keeps secrets that the next key already decrypts, for
     * example after an interrupted run. Requires a transaction.
     */
    public Reencryption reencrypt(JdbcClient database, SecretBox former, SecretBox next) {
        String row = primaryKey.stream().map(key -> key + " = ?").collect(Collectors.joining(" and ", " where ", ""));
        // Only the primary keys of all rows are in memory at the same time, not their secrets.
        List<List<Object>> keys = database.sql("select " + String.join(", ", primaryKey) + " from " + table + " where "
                        + column + " is not null")
                .query((found, _) -> key(found))
                .list();
        long readable = 0;
        for (List<Object> key : keys) {
            ReadSecret secret = database.sql("select * from " + table + row)
                    .params(key)
                    .query((found, _) -> read(found, former, next))
                    .single();
            if (secret.encryptedAgain() != null) {
                database.sql("update " + table + " set " + column + " = ?" + row)
                        .param(secret.encryptedAgain())
                        .params(key)
                        .update();
            }
            readable += secret.readable() ? 1 : 0;
        }
        return new Reencryption(readable, keys.size() - readable);
    }

    /**
     * Result of reading a secret.
     *
     * @param encryptedAgain null if the value in the database does not change
     */
    private record ReadSecret(boolean readable, @Nullable String encryptedAgain) {}

    private ReadSecret read(ResultSet row, SecretBox former, SecretBox next) throws SQLException {
        if (canOpen(row, next)) {
            return new ReadSecret(true, null);
        }
        if (!canOpen(row, former)) {
            return new ReadSecret(false, null);
        }
        String owner = owner(row);
        return new ReadSecret(true, next.seal(former.open(row.getString(column), owner), owner));
    }

    private boolean canOpen(ResultSet row, SecretBox box) throws SQLException {
        try {
            return box.canOpen(row.getString(column), owner(row));
        } catch (IllegalArgumentException e) {
            // The exception is not logged, because it may quote the row.
            return false;
        }
    }

    private List<Object> key(ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (int i = 1; i <= primaryKey.size(); i++) {
            values.add(row.getString(i));
        }
        return values;
    }
}
