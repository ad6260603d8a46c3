package org.stackdeck.identity.factor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.stackdeck.identity.UserId;

/** Encrypted secret of an authenticator app. It is not a factor until it is confirmed with a code. */
@Entity
@Table(name = "totp_secrets")
class TotpEntity {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID accountId;

    @Column(nullable = false)
    private String secret;

    @Column(nullable = false)
    private boolean confirmed;

    /** Time step of the last accepted code. The same and earlier codes are refused. */
    @Column(nullable = false)
    private long lastStep;

    @Column(nullable = false)
    private Instant createdAt;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected TotpEntity() {}

    TotpEntity(UserId user, String sealed, Instant at) {
        this.accountId = user.value();
        this.secret = sealed;
        this.createdAt = at;
    }

    String sealed() {
        return secret;
    }

    boolean confirmed() {
        return confirmed;
    }

    Instant createdAt() {
        return createdAt;
    }
}
