package org.stackdeck.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Password reset code of an account, stored as a digest. An account has at most one. */
@Entity
@Table(name = "reset_codes")
class StoredResetCode {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID accountId;

    @Column(nullable = false)
    private String codeHash;

    @Column(nullable = false)
    private Instant expiresAt;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected StoredResetCode() {}

    StoredResetCode(UserId account, String codeHash, Instant expiresAt) {
        this.accountId = account.value();
        this.codeHash = codeHash;
        this.expiresAt = expiresAt;
    }

    UUID accountId() {
        return accountId;
    }

    String codeHash() {
        return codeHash;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
