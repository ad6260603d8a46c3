package org.stackdeck.identity.factor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserId;

/** Encrypted secret of an authenticator app. The app is not a factor until it is confirmed with a code. */
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

    /** Time step of the last accepted code. Codes of this and earlier steps are refused. */
    @Column(nullable = false)
    private long lastStep;

    @Column(nullable = false)
    private Instant createdAt;

    /**
     * Session that began the enrollment; null if an earlier release began it. An unconfirmed enrollment without a
     * session cannot be confirmed.
     */
    @JdbcTypeCode(SqlTypes.CHAR)
    private @Nullable UUID sessionId;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected TotpEntity() {}

    TotpEntity(UserId user, SessionId session, String encryptedSecret, Instant at) {
        this.accountId = user.value();
        this.sessionId = session.value();
        this.secret = encryptedSecret;
        this.createdAt = at;
    }

    String encryptedSecret() {
        return secret;
    }

    boolean isConfirmed() {
        return confirmed;
    }

    /**
     * Returns whether the secret is unconfirmed, was created after {@code oldest}, and belongs to this session. Other
     * sessions must not show or confirm it, because they may belong to another person.
     */
    boolean isPendingIn(SessionId session, Instant oldest) {
        return !confirmed && session.value().equals(sessionId) && createdAt.isAfter(oldest);
    }
}
