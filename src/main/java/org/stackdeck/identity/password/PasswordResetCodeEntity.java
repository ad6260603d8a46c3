package org.stackdeck.identity.password;

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

/**
 * Password reset code of an account, stored as a digest. An account has at most one. The database deletes the code with
 * the session of the administrator who issued it. Otherwise, an attacker who has stolen the session could keep access
 * through a code for the account of another administrator. A code that was sent by e-mail has no session.
 */
@Entity
@Table(name = "reset_codes")
public class PasswordResetCodeEntity {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID accountId;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column
    private @Nullable UUID sessionId;

    @Column(nullable = false)
    private String codeHash;

    @Column(nullable = false)
    private Instant expiresAt;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected PasswordResetCodeEntity() {}

    PasswordResetCodeEntity(UserId account, @Nullable SessionId session, String codeHash, Instant expiresAt) {
        this.accountId = account.value();
        this.sessionId = session == null ? null : session.value();
        this.codeHash = codeHash;
        this.expiresAt = expiresAt;
    }
}
