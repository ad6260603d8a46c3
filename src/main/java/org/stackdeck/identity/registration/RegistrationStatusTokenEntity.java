package org.stackdeck.identity.registration;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Status token of a registration, stored as a digest. */
@Entity
@Table(name = "claims")
class RegistrationStatusTokenEntity {

    @Id
    private String tokenHash;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column
    private @Nullable UUID accountId;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(name = "clash_id")
    private @Nullable UUID conflictId;

    @Column(nullable = false)
    private Instant createdAt;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected RegistrationStatusTokenEntity() {}

    RegistrationStatusTokenEntity(
            String tokenHash, @Nullable UUID accountId, @Nullable UUID conflictId, Instant createdAt) {
        this.tokenHash = tokenHash;
        this.accountId = accountId;
        this.conflictId = conflictId;
        this.createdAt = createdAt;
    }

    @Nullable
    UUID accountId() {
        return accountId;
    }

    @Nullable
    UUID conflictId() {
        return conflictId;
    }

    Instant createdAt() {
        return createdAt;
    }
}
