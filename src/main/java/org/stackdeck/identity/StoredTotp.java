package org.stackdeck.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The secret of someone's authenticator app, sealed. Until it was confirmed by a code it proves nothing. */
@Entity
@Table(name = "totp_secrets")
class StoredTotp {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID accountId;

    @Column(nullable = false)
    private String secret;

    @Column(nullable = false)
    private boolean confirmed;

    /** Of the last code that was taken; earlier ones, and the same again, are not. */
    @Column(nullable = false)
    private long lastStep;

    @Column(nullable = false)
    private Instant createdAt;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway")
    protected StoredTotp() {}

    StoredTotp(UserId user, String sealed, Instant at) {
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
