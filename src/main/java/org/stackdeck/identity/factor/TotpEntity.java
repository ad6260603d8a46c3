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

    /** Time step of the last accepted code. Codes of this and earlier steps are refused. */
    @Column(nullable = false)
    private long lastStep;

    @Column(nullable = false)
    private Instant createdAt;

    /** Session that began the enrolment; null for an enrolment of an earlier release, which cannot be confirmed. */
    @JdbcTypeCode(SqlTypes.CHAR)
    private @Nullable UUID sessionId;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected TotpEntity() {}

    TotpEntity(UserId user, SessionId session, String sealed, Instant at) {
        this.accountId = user.value();
        this.sessionId = session.value();
        this.secret = sealed;
        this.createdAt = at;
    }

    String sealed() {
        return secret;
    }

    boolean confirmed() {
        return confirmed;
    }

    /** Returns whether the session may see and confirm the secret. Another session may be that of another person. */
    boolean isPendingIn(SessionId session, Instant oldest) {
        return !confirmed && session.value().equals(sessionId) && createdAt.isAfter(oldest);
    }
}
