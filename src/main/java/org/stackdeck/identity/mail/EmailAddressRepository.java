package org.stackdeck.identity.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.database.DatabaseTimestamps;

/** JDBC repository for the addresses of users. Callers lock the account first. */
@Repository
class EmailAddressRepository {

    private final JdbcClient database;

    EmailAddressRepository(JdbcClient database) {
        this.database = database;
    }

    /** @param language language that the user has selected, otherwise the language stored with the address */
    record StoredEmail(Optional<EmailAddress> confirmed, Optional<EmailAddress> pending, Locale language) {}

    Optional<StoredEmail> find(UserId user) {
        return database.sql("""
                        select e.address, e.pending_address, coalesce(a.language, e.language) as language
                        from account_emails e join accounts a on a.id = e.account_id where e.account_id = ?""")
                .param(user.toString())
                .query((row, _) -> new StoredEmail(
                        address(row, "address"),
                        address(row, "pending_address"),
                        Locale.forLanguageTag(row.getString("language"))))
                .optional();
    }

    private static Optional<EmailAddress> address(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).flatMap(EmailAddress::parse);
    }

    /**
     * Replaces the unconfirmed address.
     *
     * @param codeHash digest of the code that confirms the address; null if no code has been sent
     */
    void storePending(
            UserId user,
            EmailAddress address,
            @Nullable String codeHash,
            @Nullable Instant expiresAt,
            Locale language) {
        int changed = database.sql("""
                        update account_emails
                        set pending_address = :address, code_hash = :hash, code_expires_at = :expiry, language = :language
                        where account_id = :user""")
                .param("address", address.value())
                .param("hash", codeHash)
                .param("expiry", expiresAt == null ? null : DatabaseTimestamps.toDatabase(expiresAt))
                .param("language", language.toLanguageTag())
                .param("user", user.toString())
                .update();
        if (changed == 0) {
            database.sql("""
                            insert into account_emails (account_id, pending_address, code_hash, code_expires_at, language)
                            values (:user, :address, :hash, :expiry, :language)""")
                    .param("user", user.toString())
                    .param("address", address.value())
                    .param("hash", codeHash)
                    .param("expiry", expiresAt == null ? null : DatabaseTimestamps.toDatabase(expiresAt))
                    .param("language", language.toLanguageTag())
                    .update();
        }
    }

    /** Confirms the pending address. Returns false if the code is wrong, used or expired. */
    boolean confirm(UserId user, String codeHash, Instant now) {
        // MariaDB evaluates assignments from left to right, so address receives the value before pending_address is
        // cleared.
        return database.sql("""
                        update account_emails
                        set address = pending_address, pending_address = null, code_hash = null, code_expires_at = null
                        where account_id = ? and code_hash = ? and code_expires_at > ? and pending_address is not null""")
                        .params(user.toString(), codeHash, DatabaseTimestamps.toDatabase(now))
                        .update()
                > 0;
    }

    /** Deletes the pending address. Returns false if there is none. */
    boolean deletePending(UserId user) {
        int cleared = database.sql("""
                        update account_emails
                        set pending_address = null, code_hash = null, code_expires_at = null
                        where account_id = ? and address is not null and pending_address is not null""").param(user.toString()).update();
        int deleted = database.sql("delete from account_emails where account_id = ? and address is null")
                .param(user.toString())
                .update();
        return cleared + deleted > 0;
    }

    int delete(UserId user) {
        return database.sql("delete from account_emails where account_id = ?")
                .param(user.toString())
                .update();
    }
}
