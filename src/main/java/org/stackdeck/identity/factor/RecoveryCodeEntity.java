package org.stackdeck.identity.factor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.stackdeck.identity.UserId;

/** Unused recovery code, stored as a digest. */
@Entity
@Table(name = "recovery_codes")
class RecoveryCodeEntity {

    @Id
    private String codeHash;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(nullable = false, updatable = false)
    private UUID accountId;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected RecoveryCodeEntity() {}

    RecoveryCodeEntity(UserId user, String codeHash) {
        this.accountId = user.value();
        this.codeHash = codeHash;
    }
}
