package org.stackdeck.identity.registration;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.NewAccount;

@Entity
@Table(name = "merged_name_clashes")
class RegistrationNameConflictEntity {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID id;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String displayName;

    @Column(nullable = false)
    private String source;

    @Column(nullable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private int attempts;

    @Column(nullable = false)
    private Instant lastAt;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected RegistrationNameConflictEntity() {}

    /** Creates the row for the first attempt. */
    RegistrationNameConflictEntity(NewAccount newAccount, String source, Instant now) {
        this.id = UUID.randomUUID();
        this.name = newAccount.name().value();
        this.displayName = newAccount.displayName();
        this.source = source;
        this.createdAt = now;
        this.attempts = 1;
        this.lastAt = now;
    }

    UUID id() {
        return id;
    }

    RegistrationNameConflict toReport() {
        return new RegistrationNameConflict(id, new UserName(name), displayName, source, createdAt, attempts, lastAt);
    }
}
